"""Many people at one company at the same time: who is on site, the funnel both parties follow, the daily log."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import CompanyContact, ProductionUnit
from tovholder.people.models import Person
from tovholder.placements.models.stays import Placement


class GroupStay(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # whose staff are on site
    unit = models.ForeignKey(ProductionUnit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    trades = models.JSONField(default=list)  # in words, e.g. kitchen
    places = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_before = models.DateField()
    supported_until = models.DateField(null=True, blank=True)  # also after the course
    contact = models.ForeignKey(Membership, models.PROTECT, related_name="+")  # the one in the municipality
    leader = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    company_contact = models.ForeignKey(CompanyContact, models.SET_NULL, null=True, blank=True, related_name="+")
    company_leader = models.ForeignKey(CompanyContact, models.SET_NULL, null=True, blank=True, related_name="+")
    mentors_instructed_on = models.DateField(null=True, blank=True)
    gone = models.JSONField(default=dict)  # ways of those whose cases are deleted, as numbers: {"candidate>out": 3}
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="a_group_stay_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["organisation", "-starts_on"], name="group_stays_of_organisation")]

    def __str__(self) -> str:
        return self.title


class GroupBase(models.Model):
    """Somebody of the municipality who has a base at the company, and on which days of the week."""

    group = models.ForeignKey(GroupStay, models.CASCADE, related_name="bases")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    weekdays = models.JSONField(default=list)  # 0 is Monday

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "member"], name="one_base_of_a_member_in_a_group")]


class GroupEntry(models.Model):
    """One person in the group's funnel. The stay itself, once there is one, hangs on it."""

    group = models.ForeignKey(GroupStay, models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller
    placement = models.ForeignKey(Placement, models.SET_NULL, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=20)  # parameters: group_stages
    benefit = models.CharField(max_length=40, blank=True)  # as it was on entering
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="once_in_a_group")]


class GroupMove(models.Model):
    """One move in the funnel: from, to, who, when, with which reason."""

    entry = models.ForeignKey(GroupEntry, models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)  # parameters: group_reasons
    words = models.TextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")


class GroupNote(models.Model):
    """The daily log: about the group and the work, never about anybody's health."""

    group = models.ForeignKey(GroupStay, models.CASCADE, related_name="notes")
    on = models.DateField()
    kind = models.CharField(max_length=40)  # parameters: group_note_kinds
    words = models.TextField()
    number = models.PositiveSmallIntegerField(default=0)  # positions filled outside the course
    solved_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["group", "-on"], name="notes_of_group")]
