from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0002_method_work'),
    ]

    operations = [
        migrations.AddField(
            model_name='wheelitem',
            name='laid_for',
            field=models.DateField(blank=True, null=True),
        ),
    ]
