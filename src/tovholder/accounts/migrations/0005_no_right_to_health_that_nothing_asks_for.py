from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_when_members_came_and_left'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='membership',
            name='sees_health',
        ),
    ]
