"""A problem in a stay, on a clock of 24 hours: heard, somebody there, solved or ended."""

from django.db import models

from tovholder.accounts.models import Membership
from tovholder.placements.models.stays import Placement

OUTCOMES = ("solved", "ended", "ends_by_plan")


class Incident(models.Model):
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="incidents")
    kind = models.CharField(max_length=40)  # parameters: incident_kinds
    words = models.TextField(blank=True)
    heard_at = models.DateTimeField()
    due_at = models.DateTimeField()  # somebody is at the company by then
    reported_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    by_company = models.BooleanField(default=False)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    escalated_to = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    escalated_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=[(each, each) for each in OUTCOMES])
    done = models.TextField(blank=True)  # what was done, in words
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_withheld = False  # set by a read whose reader may not know the words

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, outcome="")
                | models.Q(closed_at__isnull=False) & ~models.Q(outcome=""),
                name="a_closed_incident_has_an_outcome",
            )
        ]
        indexes = [models.Index(fields=["closed_at", "due_at"], name="incidents_open")]
