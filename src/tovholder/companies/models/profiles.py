"""Candidate profiles: what an industry or a position asks of people, written by several organisations together."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.orders import JobOrder


class CandidateProfile(models.Model):
    """One profile through all its versions (S01-3). With an order it is of that position (S16-1)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # leads the work on it
    order = models.ForeignKey(JobOrder, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160)
    industry = models.CharField(max_length=40)  # vocabulary code
    occupation = models.CharField(max_length=80, blank=True)  # vocabulary code
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class ProfileVersion(models.Model):
    """What the profile says. A published one is never written in again: a change is a new draft."""

    profile = models.ForeignKey(CandidateProfile, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, default="draft", choices=[(s, s) for s in ("draft", "published", "past")])
    edition = models.PositiveSmallIntegerField(default=1)  # goes up with each change of the draft; answers are to one

    education = models.TextField(blank=True)  # expected from the home country
    experience = models.TextField(blank=True)  # likewise
    danish_level = models.PositiveSmallIntegerField(null=True, blank=True)  # parameters: danish_levels
    required = models.JSONField(default=list)  # vocabulary codes of skills
    useful = models.JSONField(default=list)
    licences = models.JSONField(default=list)  # parameters: licences
    practice = models.TextField(blank=True)  # content and goals of the practice
    schooling = models.TextField(blank=True)  # content and goals of the schooling
    prospects = models.TextField(blank=True)  # what jobs it leads to

    changed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["profile"], condition=models.Q(status="published"), name="one_published_version"
            ),
            models.UniqueConstraint(fields=["profile"], condition=models.Q(status="draft"), name="one_draft_version"),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(published_at__isnull=False),
                name="published_versions_have_a_day",
            ),
        ]


class ProfileParty(models.Model):
    """An organisation that is asked to write along and to say yes before a version is published."""

    profile = models.ForeignKey(CandidateProfile, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "organisation"], name="asked_once_for_a_profile")]


class ProfileComment(models.Model):
    version = models.ForeignKey(ProfileVersion, models.CASCADE, related_name="comments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()


class ProfileAnswer(models.Model):
    """A party's yes or no to one edition of a draft. Once the draft is changed it must be asked again."""

    version = models.ForeignKey(ProfileVersion, models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField()
    agrees = models.BooleanField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "organisation"], name="one_answer_per_party")]


class Nomination(models.Model):
    """Somebody outside our cases put forward for a profile by the organisation that knows them (S16-1).

    There is no name, no contact and no free text here: only the sender's own reference, and its answers to what the
    profile asks. Whoever wants to meet the candidate asks the sender."""

    version = models.ForeignKey(ProfileVersion, models.CASCADE, related_name="nominations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the sender, who keeps the name
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")  # whom to ask
    reference = models.CharField(max_length=20)  # the sender's own
    basis = models.CharField(max_length=40)  # parameters: nomination_bases
    answers = models.JSONField(default=dict)  # {"danish" | "skill:code" | "licence:code": "yes" | "no"}; missing: ask
    status = models.CharField(
        max_length=12, default="sent", choices=[(s, s) for s in ("sent", "wanted", "not_wanted", "withdrawn")]
    )
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation", "reference"], name="put_forward_once")
        ]
