"""What the health side tells the rest of the house: considerations in words, an indication, and time set aside.

Why is never here. The closet itself is `models/health.py`, which nobody else may import."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person

STATES = ("proposed", "taken", "declined", "lapsed")  # lapsed: the citizen moved before anybody answered


class ProposedConsiderations(models.Model):
    """Considerations proposed for a case, as codes with fixed words. Somebody who works in the case answers."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    codes = models.JSONField()  # parameters: considerations
    proposed_at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, default="proposed", choices=[(s, s) for s in STATES])
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="considerations_that_wait")]


class ToldIndication(models.Model):
    """That the health side would like to be asked before the next step. Somebody named chose to tell it; not what."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    told_on = models.DateField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(taken_back_on__isnull=True), name="one_standing_indication"
            )
        ]


class SetAsideHours(models.Model):
    """Hours a week that are taken, so that a plan and a week leave room for them. With what is not told here."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    hours = models.DecimalField(max_digits=4, decimal_places=1)  # a week
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 Monday; none where it varies
    begins_at = models.TimeField(null=True, blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(hours__gt=0, hours__lte=60), name="set_aside_hours_are_hours"),
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True) | models.Q(ends_before__gte=models.F("starts_on")),
                name="set_aside_hours_end_after_they_start",
            ),
        ]
        indexes = [models.Index(fields=["person", "ends_before"], name="set_aside_hours_of_person")]
