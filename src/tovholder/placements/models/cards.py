"""The competence card: what the employer says was mastered in a stay. It belongs to the citizen."""

from django.db import models

from tovholder.accounts.models import Membership
from tovholder.placements.models.stays import Placement


class CompetenceCard(models.Model):
    """One card for a stay. Once confirmed it stays as it is; the paper made of it has number and version."""

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="card")
    list_version = models.CharField(max_length=16)  # edition of parameters: card_competences
    tasks = models.JSONField(default=list)  # [[task in the employer's words, level]]
    competences = models.JSONField(default=dict)  # {code of card_competences: level}
    words = models.TextField(blank=True)  # the employer's own
    filled_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    filled_at = models.DateTimeField()
    # Who at the company says so: signed in, or somebody a consultant has talked to and wrote down by name.
    said_by = models.CharField(max_length=120)
    confirmed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"card {self.pk}"
