"""Where a job or an offer is posted outside the house, and what a company says of how it finds its people."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.campaigns import CompanyOffer
from tovholder.companies.models.orders import JobOrder
from tovholder.companies.models.registry import Company


class ChannelPost(models.Model):
    """A job order or an offer posted in a channel, and how many came by it. Counts, never people (S14-2, S17-2)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    order = models.ForeignKey(JobOrder, models.CASCADE, null=True, blank=True, related_name="+")
    offer = models.ForeignKey(CompanyOffer, models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=40)  # parameters: posting_channels
    address = models.URLField(max_length=300, blank=True)
    posted_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    candidates = models.PositiveSmallIntegerField(default=0)
    hires = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(order__isnull=True) ^ models.Q(offer__isnull=True), name="posted_one_thing"
            ),
            models.CheckConstraint(condition=models.Q(hires__lte=models.F("candidates")), name="hired_are_candidates"),
            models.UniqueConstraint(
                fields=["order", "channel", "posted_on"],
                condition=models.Q(order__isnull=False),
                name="one_post_of_an_order",
            ),
            models.UniqueConstraint(
                fields=["offer", "channel", "posted_on"],
                condition=models.Q(offer__isnull=False),
                name="one_post_of_an_offer",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "channel"], name="posts_by_channel")]


class CompanyStrategy(models.Model):
    """How a company means to find and keep its people, in its own words: what its own page is for (S17-1)."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="+")
    words = models.TextField(blank=True)
    channels = models.JSONField(default=list)  # parameters: posting_channels
    changed_at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
