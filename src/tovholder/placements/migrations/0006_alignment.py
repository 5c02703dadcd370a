import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0011_personal_links'),
        ('companies', '0005_ledger'),
        ('people', '0005_what_companies_may_call_a_citizen'),
        ('placements', '0005_ladder'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('current', models.BooleanField(default=True)),
                ('purpose', models.CharField(max_length=40)),
                ('absence', models.TextField()),
                ('conflict', models.TextField()),
                ('interpreter', models.TextField(blank=True)),
                ('language_goals', models.TextField(blank=True)),
                ('readiness', models.TextField()),
                ('at_end', models.TextField()),
                ('mentor_name', models.CharField(blank=True, max_length=120)),
                ('changed', models.JSONField(default=list)),
                ('renewal', models.BooleanField(default=False)),
                ('renew_on', models.DateField()),
                ('signed_by_all_at', models.DateTimeField(blank=True, null=True)),
                ('written_at', models.DateTimeField()),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alignments', to='placements.placement')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['current', 'signed_by_all_at', 'renew_on'], name='alignments_that_wait')],
                'constraints': [models.UniqueConstraint(fields=('placement', 'number'), name='one_alignment_of_each_number'), models.UniqueConstraint(condition=models.Q(('current', True)), fields=('placement',), name='one_current_alignment_of_a_stay')],
            },
        ),
        migrations.CreateModel(
            name='AlignmentSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(choices=[('company', 'company'), ('citizen', 'citizen'), ('municipality', 'municipality')], max_length=12)),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(blank=True, max_length=120)),
                ('language', models.CharField(blank=True, max_length=3)),
                ('signed_at', models.DateTimeField()),
                ('alignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='placements.alignment')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('alignment', 'party'), name='each_party_signs_a_version_once')],
            },
        ),
        migrations.CreateModel(
            name='GroupEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(max_length=20)),
                ('benefit', models.CharField(blank=True, max_length=40)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('placement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='placements.placement')),
            ],
        ),
        migrations.CreateModel(
            name='GroupMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('source', models.CharField(blank=True, max_length=20)),
                ('target', models.CharField(max_length=20)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('words', models.TextField(blank=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='placements.groupentry')),
            ],
        ),
        migrations.CreateModel(
            name='GroupStay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('trades', models.JSONField(default=list)),
                ('places', models.PositiveSmallIntegerField()),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField()),
                ('supported_until', models.DateField(blank=True, null=True)),
                ('mentors_instructed_on', models.DateField(blank=True, null=True)),
                ('gone', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('company_contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='companies.companycontact')),
                ('company_leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='companies.companycontact')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.productionunit')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-starts_on'], name='group_stays_of_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_before__gt', models.F('starts_on'))), name='a_group_stay_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='GroupNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('kind', models.CharField(max_length=40)),
                ('words', models.TextField()),
                ('number', models.PositiveSmallIntegerField(default=0)),
                ('solved_on', models.DateField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='placements.groupstay')),
            ],
            options={
                'indexes': [models.Index(fields=['group', '-on'], name='notes_of_group')],
            },
        ),
        migrations.AddField(
            model_name='groupentry',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='placements.groupstay'),
        ),
        migrations.CreateModel(
            name='GroupBase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekdays', models.JSONField(default=list)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bases', to='placements.groupstay')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('group', 'member'), name='one_base_of_a_member_in_a_group')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('words', models.TextField(blank=True)),
                ('heard_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('by_company', models.BooleanField(default=False)),
                ('escalated_at', models.DateTimeField(blank=True, null=True)),
                ('arrived_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('solved', 'solved'), ('ended', 'ended'), ('ends_by_plan', 'ends_by_plan')], max_length=12)),
                ('done', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('escalated_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='placements.placement')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['closed_at', 'due_at'], name='incidents_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('outcome', '')), models.Q(('closed_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='a_closed_incident_has_an_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('point', models.CharField(max_length=40)),
                ('words', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='placements.placement')),
            ],
            options={
                'indexes': [models.Index(fields=['placement', '-on'], name='observations_of_stay')],
            },
        ),
        migrations.CreateModel(
            name='WorkplaceLesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('begins_at', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('with_whom', models.CharField(max_length=40)),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='placements.placement')),
            ],
        ),
        migrations.AddConstraint(
            model_name='groupentry',
            constraint=models.UniqueConstraint(fields=('group', 'person'), name='once_in_a_group'),
        ),
    ]
