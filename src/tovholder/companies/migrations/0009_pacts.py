import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0011_personal_links'),
        ('companies', '0008_demand'),
        ('people', '0005_what_companies_may_call_a_citizen'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('title', models.CharField(max_length=160)),
                ('words', models.TextField(blank=True)),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField()),
                ('target_a_year', models.PositiveIntegerField(blank=True, null=True)),
                ('extra_target', models.PositiveIntegerField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_before__gt', models.F('starts_on'))), name='a_pact_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='PactFollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField()),
                ('held_on', models.DateField(blank=True, null=True)),
                ('words', models.TextField(blank=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('pact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='companies.pact')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pact', 'due_on'), name='one_pact_follow_up_a_day')],
            },
        ),
        migrations.CreateModel(
            name='PactParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('name', models.CharField(max_length=160)),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('pact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='companies.pact')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pact', 'name'), name='a_party_signs_once')],
            },
        ),
        migrations.CreateModel(
            name='PactPromise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=240)),
                ('amount', models.PositiveIntegerField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('agreed', 'agreed'), ('begun', 'begun'), ('performed', 'performed'), ('not_performed', 'not_performed')], default='agreed', max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='companies.pactparty')),
            ],
        ),
        migrations.CreateModel(
            name='PactPromiseMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=16)),
                ('words', models.TextField(blank=True)),
                ('said_by', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='companies.pactpromise')),
            ],
        ),
        migrations.CreateModel(
            name='PactYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('here', models.PositiveIntegerField(blank=True, null=True)),
                ('country', models.PositiveIntegerField(blank=True, null=True)),
                ('into_work', models.PositiveIntegerField(blank=True, null=True)),
                ('source', models.CharField(max_length=160)),
                ('saved', models.PositiveBigIntegerField(blank=True, null=True)),
                ('cut_agreed', models.PositiveBigIntegerField(blank=True, null=True)),
                ('cut_performed', models.PositiveBigIntegerField(blank=True, null=True)),
                ('performed_on', models.DateField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('pact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='years', to='companies.pact')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pact', 'year'), name='one_row_per_year_of_a_pact')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('status', models.CharField(max_length=12)),
                ('since', models.DateField()),
                ('ask_again_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='companies.company')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'status', 'ask_again_on'], name='partnerships_to_ask_again')],
                'constraints': [models.UniqueConstraint(fields=('company', 'organisation'), name='one_partnership_with_a_municipality')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=12)),
                ('words', models.TextField(blank=True)),
                ('ask_again_on', models.DateField(blank=True, null=True)),
                ('by_company', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='companies.partnershipagreement')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
            ],
        ),
        migrations.CreateModel(
            name='SharedBank',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('words', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='companies.jointcourse')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='SharedBankCompany',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_on', models.DateField()),
                ('bank', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shared_by', to='companies.sharedbank')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bank', 'company'), name='a_company_shares_a_bank_once')],
            },
        ),
        migrations.CreateModel(
            name='SharedBankEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_on', models.DateField()),
                ('bank', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='companies.sharedbank')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bank', 'person'), name='once_in_a_shared_bank')],
            },
        ),
    ]
