"""What is needed tomorrow: development plans and big projects, industries to aim at, the language of the trades."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.registry import Company


class DemandPlan(models.Model):
    """A company's plan to grow, or a big project with a builder and contractors (S03-2, S15-2)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who wrote it down
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40)  # parameters: demand_plan_kinds
    title = models.CharField(max_length=160)
    builder = models.CharField(max_length=120, blank=True)  # of a project: who has it built, and who builds
    words = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="a_plan_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PlannedDemand(models.Model):
    """How many of an occupation the plan needs from a day on."""

    plan = models.ForeignKey(DemandPlan, models.CASCADE, related_name="needs")
    needed_on = models.DateField()
    occupation = models.CharField(max_length=80)  # vocabulary code
    number = models.PositiveSmallIntegerField()
    training_weeks = models.PositiveSmallIntegerField(null=True, blank=True)  # None: as the industry's course

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "needed_on", "occupation"], name="one_need_per_day_and_occupation")
        ]


class IndustryWeights(models.Model):
    """How much each reason counts when industries are ranked for a year: a decision, and every one is kept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    weights = models.JSONField()  # {part: per cent}, sums to 100
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class IndustryChoice(models.Model):
    """The industries an organisation aims at in a year, chosen by somebody; the newest counts, all are kept (S29-5)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    industries = models.JSONField()  # vocabulary codes
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class TradePhrase(models.Model):
    """Words one needs in a situation at work, added to the shipped library by those who teach or visit (S49-2)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    industry = models.CharField(max_length=40)  # vocabulary code
    situation = models.CharField(max_length=120)
    words = models.CharField(max_length=500)  # Danish words, with commas between
    danish_level = models.PositiveSmallIntegerField()  # parameters: danish_levels
    at = models.DateTimeField()
