"""Every text anybody has written for a draft, so that no words are lost whoever wrote after (S01-3)."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.profiles import ProfileVersion


class ProfileText(models.Model):
    """The whole draft as one writer wrote it. `written` stood in the draft at once; what a company writes is `sent` to
    the lead, who takes it in or declines it. Nothing is ever written over."""

    version = models.ForeignKey(ProfileVersion, models.CASCADE, related_name="texts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    base = models.JSONField()  # the draft the writer had read
    content = models.JSONField()
    words = models.TextField(blank=True)  # why, to the lead
    status = models.CharField(
        max_length=10, default="written", choices=[(s, s) for s in ("written", "sent", "taken", "declined")]
    )
    answer = models.TextField(blank=True)  # of the lead
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["version", "-at"], name="texts_of_a_profile_version")]
