import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0011_personal_links'),
        ('placements', '0004_a_check_of_a_changed_stay'),
    ]

    operations = [
        migrations.CreateModel(
            name='EducationDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.TextField(blank=True)),
                ('practice_goals', models.TextField(blank=True)),
                ('danish_in_practice', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('placement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='education_draft', to='placements.placement')),
            ],
        ),
        migrations.CreateModel(
            name='HoursReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(choices=[('municipality', 'municipality'), ('company', 'company'), ('citizen', 'citizen')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('hours', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='report', to='placements.hoursperiod')),
            ],
        ),
        migrations.CreateModel(
            name='PaidTalk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('answer', models.CharField(max_length=16)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('follow_up', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='placements.followup')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paid_talks', to='placements.placement')),
            ],
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('skill', models.CharField(blank=True, max_length=40)),
                ('words', models.CharField(max_length=120)),
                ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('paid_from', models.DateField(blank=True, null=True)),
                ('added_at', models.DateTimeField()),
                ('dropped_on', models.DateField(blank=True, null=True)),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='task_list', to='placements.placement')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__isnull', True), ('hours__gt', 0), _connector='OR'), name='a_task_takes_hours'), models.UniqueConstraint(fields=('placement', 'words'), name='a_task_once_in_a_stay')],
            },
        ),
        migrations.CreateModel(
            name='TaskLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(max_length=16)),
                ('seen_on', models.DateField()),
                ('party', models.CharField(choices=[('municipality', 'municipality'), ('company', 'company'), ('citizen', 'citizen')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='placements.task')),
            ],
        ),
        migrations.CreateModel(
            name='JobCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField()),
                ('asked_on', models.DateField()),
                ('answer', models.CharField(max_length=16)),
                ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('reason', models.CharField(blank=True, max_length=24)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='job_checks', to='placements.placement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('placement', 'months'), name='one_answer_per_job_check'), models.CheckConstraint(condition=models.Q(('hours__isnull', True), ('hours__gte', 0), _connector='OR'), name='job_hours_not_negative')],
            },
        ),
    ]
