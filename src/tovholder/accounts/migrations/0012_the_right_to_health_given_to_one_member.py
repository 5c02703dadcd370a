from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0011_personal_links'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='reads_health',
            field=models.BooleanField(default=False),
        ),
    ]
