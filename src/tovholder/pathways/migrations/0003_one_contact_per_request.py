from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pathways", "0002_index_for_boards_and_worklists")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="request_key",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("request_key", ""), _negated=True),
                fields=("person", "request_key"),
                name="one_contact_per_request",
            ),
        ),
    ]
