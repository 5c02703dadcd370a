from datetime import date

from django.db import migrations, models


def tell_of_those_who_moved(apps, schema_editor):
    """What was carried along did not say whether a stay was called off; one that was to begin before the move counts."""
    arrivals = apps.get_model('pathways', 'Arrival').objects.using(schema_editor.connection.alias)
    for arrival in arrivals.exclude(stays=[]).iterator():
        days = [date.fromisoformat(stay['starts_on']) for stay in arrival.stays if stay.get('starts_on')]
        arrival.first_offer_on = min((day for day in days if day <= arrival.on), default=None)
        arrival.save(update_fields=['first_offer_on'])


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0020_calling_an_agreed_talk_off'),
    ]

    operations = [
        migrations.AddField(
            model_name='arrival',
            name='first_offer_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(tell_of_those_who_moved, migrations.RunPython.noop, elidable=True),
    ]
