import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who takes part in a partnership gets its days. The rows there are stay: without a day they hold always."""

    dependencies = [
        ("accounts", "0002_when_and_by_whom_a_membership_was_opened"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="PartnershipMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "partnership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="accounts.partnership",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "accounts_partnership_organisations",
                        "unique_together": {("partnership", "organisation")},
                    },
                ),
                migrations.AlterField(
                    model_name="partnership",
                    name="organisations",
                    field=models.ManyToManyField(
                        related_name="partnerships",
                        through="accounts.PartnershipMember",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="partnershipmember",
            name="starts_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="partnershipmember",
            name="ends_before",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="partnershipmember",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="partnershipmember",
            constraint=models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_before__gte=models.F("starts_on")),
                name="a_partner_leaves_after_joining",
            ),
        ),
    ]
