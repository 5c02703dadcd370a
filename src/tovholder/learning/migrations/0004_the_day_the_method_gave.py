from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0003_a_file_of_indicators_is_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='wheelitem',
            name='laid_for',
            field=models.DateField(blank=True, null=True),
        ),
    ]
