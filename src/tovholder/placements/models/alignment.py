"""What company, citizen and municipality expect of a stay, in versions all sign; teaching and observations."""

from django.db import models

from tovholder.accounts.models import Membership
from tovholder.placements.models.stays import Placement

PARTIES = ("company", "citizen", "municipality")


class Alignment(models.Model):
    """One version of the expectation alignment of a stay. A version is never changed: a new text is a new version."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="alignments")
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 within the stay
    current = models.BooleanField(default=True)  # the newest of the stay
    purpose = models.CharField(max_length=40)  # parameters: alignment_purposes
    absence = models.TextField()
    conflict = models.TextField()
    interpreter = models.TextField(blank=True)
    language_goals = models.TextField(blank=True)
    readiness = models.TextField()
    at_end = models.TextField()
    mentor_name = models.CharField(max_length=120, blank=True)  # told by the company, and by nobody else
    changed = models.JSONField(default=list)  # which parts are not as in the version before
    renewal = models.BooleanField(default=False)  # talked through again during the stay
    renew_on = models.DateField()
    signed_by_all_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "number"], name="one_alignment_of_each_number"),
            models.UniqueConstraint(
                fields=["placement"], condition=models.Q(current=True), name="one_current_alignment_of_a_stay"
            ),
        ]
        indexes = [models.Index(fields=["current", "signed_by_all_at", "renew_on"], name="alignments_that_wait")]


class AlignmentSignature(models.Model):
    """One party has said yes to one version: name, role, time."""

    alignment = models.ForeignKey(Alignment, models.CASCADE, related_name="signatures")
    party = models.CharField(max_length=12, choices=[(party, party) for party in PARTIES])
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=3, blank=True)  # in which the citizen read the form
    signed_at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alignment", "party"], name="each_party_signs_a_version_once")]


class WorkplaceLesson(models.Model):
    """A planned time of Danish teaching at the workplace, and with whom."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="lessons")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    begins_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    with_whom = models.CharField(max_length=40)  # parameters: lesson_partners
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)


class Observation(models.Model):
    """What was seen at the workplace, at one fixed point, in words: never a number."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="observations")
    on = models.DateField()
    point = models.CharField(max_length=40)  # parameters: observation_points
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    is_withheld = False  # set by a read whose reader may not know the words

    class Meta:
        indexes = [models.Index(fields=["placement", "-on"], name="observations_of_stay")]
