"""Every kind of stay at a company, from a taste of work to an ordinary job, as one chain with its history."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import CompanyContact, JobOrder, ProductionUnit
from tovholder.people.models import Person

# A change of hours or end is kept as a check only when somebody answered for what refused it.
CHECKED_STEPS = ("agree", "hours", "extend")
STATUSES = ("planned", "agreed", "started", "interrupted", "ended", "ended_early", "cancelled")


class Placement(models.Model):
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller, as the person's
    unit = models.ForeignKey(ProductionUnit, models.PROTECT, related_name="+")
    order = models.ForeignKey(JobOrder, models.PROTECT, null=True, blank=True, related_name="+")
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="next")  # the chain

    kind = models.CharField(max_length=40)  # parameters: placement_kinds
    purpose = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=12, default="planned", choices=[(s, s) for s in STATUSES])
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)  # open for an ordinary job
    hours_unpaid = models.DecimalField(max_digits=4, decimal_places=1, default=0)  # a week, as planned
    hours_paid = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    tasks = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    consultant = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    company_contact = models.ForeignKey(CompanyContact, models.SET_NULL, null=True, blank=True, related_name="+")

    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)  # parameters: placement_outcomes
    end_words = models.TextField(blank=True)
    next_step = models.CharField(max_length=40, blank=True)  # parameters: next_steps
    next_step_on = models.DateField(null=True, blank=True)
    request_key = models.CharField(max_length=40, blank=True)  # e.g. "proposal:7": one placement comes of it
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"],
                condition=~models.Q(request_key="") & ~models.Q(status="cancelled"),
                name="one_placement_per_request",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True) | models.Q(ends_before__gt=models.F("starts_on")),
                name="a_placement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(hours_unpaid__gte=0) & models.Q(hours_paid__gte=0), name="hours_not_negative"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=("ended", "ended_early")) | ~models.Q(outcome=""),
                name="an_ended_placement_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "status", "ends_before"], name="placements_of_organisation"),
            models.Index(fields=["organisation", "status", "outcome"], name="placements_by_outcome"),
            models.Index(
                fields=["organisation", "status", "person", "kind", "ends_before", "consultant"],
                name="stays_for_the_board",
            ),
            models.Index(
                fields=["person", "status", "ended_on", "ends_before", "starts_on"], name="last_days_of_stays"
            ),
            models.Index(fields=["person", "starts_on"], name="placements_of_person"),
            models.Index(fields=["unit", "status"], name="placements_at_unit"),
            models.Index(fields=["consultant", "status"], name="placements_of_consultant"),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class HoursPeriod(models.Model):
    """The hours ladder: weekly hours in a part of the stay, planned or real."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="hours")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    unpaid = models.DecimalField(max_digits=4, decimal_places=1)
    paid = models.DecimalField(max_digits=4, decimal_places=1)
    real = models.BooleanField(default=False)


class FollowUp(models.Model):
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="follow_ups")
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    is_withheld = False  # set by a read whose reader may not know the words

    class Meta:
        indexes = [models.Index(fields=["placement", "held_on", "due_on"], name="follow_ups_due")]


class RuleCheck(models.Model):
    """The rules as they were computed before a placement was agreed or changed, and who overruled a refusal, why."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="checks")
    step = models.CharField(max_length=8, default="agree", choices=[(s, s) for s in CHECKED_STEPS])
    checked_at = models.DateTimeField()
    decisions = models.JSONField()  # [{code, allowed, facts, reference}]
    overruled_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    overrule_reason = models.TextField(blank=True)


class StayCount(models.Model):
    """What is left of stays when their cases are deleted: a number in a sum, so that figures stay what they were."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=12)
    outcome = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()  # in which they began
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "status", "outcome", "year"], name="one_sum_of_deleted_stays"
            )
        ]


class PlacementEvent(models.Model):
    """One move of a placement: from, to, who, when, with which reason."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    source = models.CharField(max_length=12, blank=True)
    target = models.CharField(max_length=12)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
