import django.db.models.deletion
import tovholder.accounts.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0011_personal_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('serial', models.PositiveIntegerField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('kind', models.CharField(max_length=24)),
                ('language', models.CharField(max_length=3)),
                ('template_version', models.CharField(max_length=16)),
                ('about', models.CharField(max_length=80)),
                ('person_id', models.BigIntegerField(blank=True, db_index=True, null=True)),
                ('company_id', models.BigIntegerField(blank=True, db_index=True, null=True)),
                ('for_name', tovholder.accounts.fields.EncryptedTextField(blank=True)),
                ('issued_at', models.DateTimeField()),
                ('facts_key', models.CharField(max_length=64)),
                ('file', models.CharField(max_length=40)),
                ('sha256', models.CharField(max_length=64)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=24)),
                ('holder_shows', models.BooleanField(default=False)),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced_by', to='documents.issuedpaper')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['about', 'kind'], name='papers_about'), models.Index(fields=['organisation', '-issued_at'], name='papers_of_organisation')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'year', 'serial', 'version'), name='one_paper_per_number_and_version')],
            },
        ),
        migrations.CreateModel(
            name='PaperDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('printed', 'printed'), ('handed_over', 'handed_over'), ('downloaded', 'downloaded')], max_length=12)),
                ('receiver', models.CharField(max_length=16)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='documents.issuedpaper')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('paper', 'how', 'receiver', 'by', 'on'), name='once_a_day_to_the_same')],
            },
        ),
        migrations.CreateModel(
            name='PaperSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'year'), name='one_series_a_year')],
            },
        ),
    ]
