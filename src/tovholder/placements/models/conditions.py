"""What is known of a workplace beside its numbers, and who has stated that the conditions of a stay are met."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import JobOrder, ProductionUnit
from tovholder.placements.models.stays import Placement

ROLES = ("employer", "union", "employee")
WAYS = ("link", "sign_in", "paper")


class UnitConditions(models.Model):
    """What the employer says of a workplace that the rules ask for. None means that nobody has said."""

    unit = models.OneToOneField(ProductionUnit, models.CASCADE, related_name="+")
    public = models.BooleanField(null=True, blank=True)
    employer_alone = models.BooleanField(null=True, blank=True)  # nobody else at the company who could sign
    last_day = models.DateField(null=True, blank=True)  # the workplace has closed, or will
    support_kr = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)  # of the last 12 months
    wage_kr = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    stated_on = models.DateField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(support_kr__isnull=True) | models.Q(support_kr__gte=0), name="support_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(wage_kr__isnull=True) | models.Q(wage_kr__gte=0), name="wage_cost_not_negative"
            ),
        ]


class StatementAsk(models.Model):
    """A planned stay, or several alike, that employer and representative are asked to state the conditions of.

    It names no citizen: the kind, the period, the hours and the number, and what was known of the workplace then."""

    unit = models.ForeignKey(ProductionUnit, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the municipality that asks
    order = models.ForeignKey(JobOrder, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40)  # parameters: placement_kinds
    starts_on = models.DateField()
    ends_before = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)  # a week, paid and unpaid together
    number = models.PositiveSmallIntegerField(default=1)
    shown = models.JSONField(default=dict)  # the answer on places as it was computed, with its facts
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="an_ask_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="an_ask_is_for_somebody"),
            models.CheckConstraint(condition=models.Q(hours__gte=0), name="hours_of_an_ask_not_negative"),
        ]
        indexes = [models.Index(fields=["unit", "kind", "starts_on"], name="asks_of_a_unit")]

    def __str__(self) -> str:
        return f"statement ask {self.pk}"


class EmployerStatement(models.Model):
    """Somebody at the workplace has said that the conditions are met, or that they are not, and why."""

    ask = models.ForeignKey(StatementAsk, models.CASCADE, related_name="statements")
    role = models.CharField(max_length=8, choices=[(role, role) for role in ROLES])
    name = models.CharField(max_length=120)
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    no_union = models.BooleanField(default=False)  # there is no union representative of the trade, as stated
    way = models.CharField(max_length=8, choices=[(way, way) for way in WAYS])
    stated_at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "role"], name="one_statement_per_role")]


class CourseStay(models.Model):
    """The stay is a placement period of a specially arranged education course (integrationsloven § 23 a)."""

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="under_course")


class AgreementAnswers(models.Model):
    """What was answered of the person and the stay when it was agreed, and stands nowhere else. None is "not asked"."""

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="answers")
    repeat_reason = models.TextField(blank=True)  # why a stay of the same kind at the same company again
    months_without_work = models.PositiveSmallIntegerField(null=True, blank=True)  # before the stay
    prior_waiver = models.CharField(max_length=12, blank=True)  # education or provider: what waives those months
