from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0013_citizens_phone'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='reads_health',
            field=models.BooleanField(default=False),
        ),
    ]
