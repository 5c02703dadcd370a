from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0003_whom_a_row_with_a_number_names")]

    operations = [
        migrations.RemoveConstraint(model_name="import", name="one_import_per_request"),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(
                fields=["organisation", "by", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_import_per_request_of_a_member",
            ),
        ),
    ]
