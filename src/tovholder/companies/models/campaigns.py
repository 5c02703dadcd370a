"""Campaigns: many companies asked about one thing, what each opens, and what the consultants planned to reach."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.registry import Company


class Campaign(models.Model):
    """One thing a municipality asks of many companies: what for, which companies, and how far the list is made."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)  # what is said or sent, never about a citizen
    chosen = models.JSONField(default=dict)  # the filter: municipality, industry, untouched, size_min, size_max
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    listed_to = models.BigIntegerField(default=0)  # companies up to this number were looked at for the list
    is_listed = models.BooleanField(default=False)  # all of them were
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_campaign_per_request",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CampaignCompany(models.Model):
    """One company on the list: where we stand with it, by whom and when."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="listed")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    status = models.CharField(max_length=20, default="not_contacted")  # parameters: campaign_statuses
    channel = models.CharField(max_length=20, blank=True)  # parameters: contact_channels
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "company"], name="once_on_a_campaign")]
        indexes = [models.Index(fields=["campaign", "status", "company"], name="campaign_by_status")]


class CompanyOffer(models.Model):
    """What a company opens: practice, a visit, a released mentor. Followed until it is used or withdrawn (S23-1)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="offers")
    # Whoever wrote it down: a municipality, or the company itself.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey(Campaign, models.SET_NULL, null=True, blank=True, related_name="offers")
    kind = models.CharField(max_length=40)  # parameters: offer_kinds
    words = models.TextField(blank=True)
    places = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    ends_before = models.DateField(null=True, blank=True)
    audiences = models.CharField(max_length=80, blank=True)  # ",schools,students,": parameters: offer_audiences
    published_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=12, default="open", choices=[(s, s) for s in ("open", "used", "withdrawn")])
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(used__lte=models.F("places")), name="an_offer_is_used_up_once"),
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_offer_per_request",
            ),
        ]
        indexes = [models.Index(fields=["status", "published_at"], name="offers_by_status")]

    @property
    def audience_codes(self) -> list[str]:
        return [code for code in self.audiences.split(",") if code]


class OutreachPlan(models.Model):
    """What a municipality plans for its consultants from a day on: how many, how many contacts, which IGU (S31-3)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_before = models.DateField()
    consultants = models.PositiveSmallIntegerField()
    contacts_per_week = models.PositiveSmallIntegerField()  # of each consultant
    igu_target = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "starts_on"], name="one_plan_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="an_outreach_plan_ends_after_it_starts"
            ),
        ]


class IndustryTeam(models.Model):
    """A team for one industry with a company portfolio of its own, open for partners to read (S14-1)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    industry = models.CharField(max_length=40, blank=True)  # vocabulary code
    words = models.TextField(blank=True)
    members = models.ManyToManyField(Membership, related_name="+")
    companies = models.ManyToManyField(Company, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="one_team_of_a_name")]

    def __str__(self) -> str:
        return self.title
