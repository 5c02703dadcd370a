import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0011_personal_links'),
        ('companies', '0005_ledger'),
        ('placements', '0006_alignment'),
    ]

    operations = [
        migrations.CreateModel(
            name='CourseStay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('placement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='under_course', to='placements.placement')),
            ],
        ),
        migrations.CreateModel(
            name='StatementAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField()),
                ('hours', models.DecimalField(decimal_places=1, max_digits=4)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('shown', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='companies.joborder')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.productionunit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'kind', 'starts_on'], name='asks_of_a_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_before__gt', models.F('starts_on'))), name='an_ask_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='an_ask_is_for_somebody'), models.CheckConstraint(condition=models.Q(('hours__gte', 0)), name='hours_of_an_ask_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='EmployerStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('employer', 'employer'), ('union', 'union'), ('employee', 'employee')], max_length=8)),
                ('name', models.CharField(max_length=120)),
                ('agrees', models.BooleanField()),
                ('words', models.TextField(blank=True)),
                ('no_union', models.BooleanField(default=False)),
                ('way', models.CharField(choices=[('link', 'link'), ('sign_in', 'sign_in'), ('paper', 'paper')], max_length=8)),
                ('stated_at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='placements.statementask')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ask', 'role'), name='one_statement_per_role')],
            },
        ),
        migrations.CreateModel(
            name='UnitConditions',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public', models.BooleanField(blank=True, null=True)),
                ('employer_alone', models.BooleanField(blank=True, null=True)),
                ('last_day', models.DateField(blank=True, null=True)),
                ('support_kr', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('wage_kr', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('stated_on', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.productionunit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('support_kr__isnull', True), ('support_kr__gte', 0), _connector='OR'), name='support_not_negative'), models.CheckConstraint(condition=models.Q(('wage_kr__isnull', True), ('wage_kr__gte', 0), _connector='OR'), name='wage_cost_not_negative')],
            },
        ),
    ]
