from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_rows_of_another_municipality")]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="who",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="importrow",
            name="born",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
