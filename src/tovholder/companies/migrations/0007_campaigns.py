import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0011_personal_links'),
        ('companies', '0006_desk'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('words', models.TextField(blank=True)),
                ('chosen', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('listed_to', models.BigIntegerField(default=0)),
                ('is_listed', models.BooleanField(default=False)),
                ('request_key', models.CharField(blank=True, max_length=40)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('organisation', 'request_key'), name='one_campaign_per_request')],
            },
        ),
        migrations.CreateModel(
            name='CampaignCompany',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(default='not_contacted', max_length=20)),
                ('channel', models.CharField(blank=True, max_length=20)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listed', to='companies.campaign')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'status', 'company'], name='campaign_by_status')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'company'), name='once_on_a_campaign')],
            },
        ),
        migrations.CreateModel(
            name='CompanyOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('words', models.TextField(blank=True)),
                ('places', models.PositiveSmallIntegerField()),
                ('used', models.PositiveSmallIntegerField(default=0)),
                ('opened_at', models.DateTimeField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('audiences', models.CharField(blank=True, max_length=80)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('status', models.CharField(choices=[('open', 'open'), ('used', 'used'), ('withdrawn', 'withdrawn')], default='open', max_length=12)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('request_key', models.CharField(blank=True, max_length=40)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='offers', to='companies.campaign')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='companies.company')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'published_at'], name='offers_by_status')],
                'constraints': [models.CheckConstraint(condition=models.Q(('used__lte', models.F('places'))), name='an_offer_is_used_up_once'), models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('organisation', 'request_key'), name='one_offer_per_request')],
            },
        ),
        migrations.CreateModel(
            name='ChannelPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=40)),
                ('address', models.URLField(blank=True, max_length=300)),
                ('posted_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('candidates', models.PositiveSmallIntegerField(default=0)),
                ('hires', models.PositiveSmallIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.joborder')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.companyoffer')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'channel'], name='posts_by_channel')],
                'constraints': [models.CheckConstraint(condition=models.Q(('order__isnull', True), ('offer__isnull', True), _connector='XOR'), name='posted_one_thing'), models.CheckConstraint(condition=models.Q(('hires__lte', models.F('candidates'))), name='hired_are_candidates'), models.UniqueConstraint(condition=models.Q(('order__isnull', False)), fields=('order', 'channel', 'posted_on'), name='one_post_of_an_order'), models.UniqueConstraint(condition=models.Q(('offer__isnull', False)), fields=('offer', 'channel', 'posted_on'), name='one_post_of_an_offer')],
            },
        ),
        migrations.CreateModel(
            name='CompanyStrategy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('channels', models.JSONField(default=list)),
                ('changed_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('company', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
            ],
        ),
        migrations.CreateModel(
            name='IndustryTeam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('industry', models.CharField(blank=True, max_length=40)),
                ('words', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('companies', models.ManyToManyField(related_name='+', to='companies.company')),
                ('members', models.ManyToManyField(related_name='+', to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'title'), name='one_team_of_a_name')],
            },
        ),
        migrations.CreateModel(
            name='OutreachPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField()),
                ('consultants', models.PositiveSmallIntegerField()),
                ('contacts_per_week', models.PositiveSmallIntegerField()),
                ('igu_target', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'starts_on'), name='one_plan_from_a_day'), models.CheckConstraint(condition=models.Q(('ends_before__gt', models.F('starts_on'))), name='an_outreach_plan_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='SurveyRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('questionnaire', models.CharField(max_length=40)),
                ('asked_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('chosen', models.JSONField(default=dict)),
                ('opened_at', models.DateTimeField()),
                ('listed_to', models.BigIntegerField(default=0)),
                ('is_listed', models.BooleanField(default=False)),
                ('request_key', models.CharField(blank=True, max_length=40)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('organisation', 'request_key'), name='one_round_per_request')],
            },
        ),
        migrations.CreateModel(
            name='SurveyReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('industry', models.CharField(blank=True, max_length=40)),
                ('area', models.CharField(blank=True, max_length=4)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('answers', models.JSONField(default=dict)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='survey_replies', to='companies.company')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='companies.companycontact')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='companies.surveyround')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'answered_at'], name='replies_by_answer')],
                'constraints': [models.UniqueConstraint(fields=('round', 'company'), name='once_in_a_round')],
            },
        ),
    ]
