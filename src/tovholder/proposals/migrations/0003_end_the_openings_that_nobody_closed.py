from datetime import timedelta

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

from tovholder import parameters

OVER = ('declined_by_citizen', 'not_chosen', 'withdrawn')
STAY_OVER = ('ended', 'ended_early', 'cancelled')


def end_what_stands_open(apps, schema_editor):
    """Openings of proposals had no last day, and neither the end of the stay nor that of the case closed them."""
    alias = schema_editor.connection.alias
    today = timezone.localdate()
    opened = apps.get_model('people', 'Access').objects.using(alias)
    opened = opened.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=today))
    going_on = _going_on(apps, alias)
    days = timedelta(days=parameters.value('opening_of_proposal_days', on=today).whole())
    theirs = Q(source__startswith='proposal:') | Q(person__closed_on__isnull=False)
    for access in opened.filter(theirs).select_related('person').iterator():
        person = access.person
        stands = access.source in going_on and not person.protected and person.closed_on is None
        ends_before = access.starts_on + days if stands else today
        access.ends_before = max(access.starts_on, today, ends_before)
        access.save(update_fields=['ends_before'])


def _going_on(apps, alias):
    proposals = apps.get_model('proposals', 'Proposal').objects.using(alias)
    going_on = proposals.exclude(status__in=OVER).exclude(placement__status__in=STAY_OVER)
    return {f'proposal:{number}' for number in going_on.values_list('pk', flat=True)}


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_legal_hold'),
        ('placements', '0001_initial'),
        ('proposals', '0002_sums_of_deleted_proposals'),
    ]

    operations = [
        migrations.RunPython(end_what_stands_open, migrations.RunPython.noop),
    ]
