"""Facts of health, a locked closet of its own (S39, S40): read and written by those with that right, and nobody else.

Everything that says something is sealed; days are open, so that what is due can be found. pyproject.toml names the few
modules that may import this one, and `models/__init__` names none of its tables."""

from django.db import models

from tovholder.accounts.fields import EncryptedTextField
from tovholder.accounts.models import Membership, Organisation
from tovholder.pathways.models.considerations import SetAsideHours
from tovholder.people.models import Person


class HealthScreening(models.Model):
    """Answers to the questions of one day, with what the family says: at the start, underway, at the end."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_on = models.DateField()  # chooses the version of the questions
    moment = models.CharField(max_length=12)  # parameters: health_moments
    answers = EncryptedTextField(blank=True)  # {question: answer} as text; parameters: health_questions, health_answers
    words = EncryptedTextField(blank=True)
    family_words = EncryptedTextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_screening_per_request",
            )
        ]
        indexes = [models.Index(fields=["person", "asked_on"], name="screenings_of_person")]


class HealthTalk(models.Model):
    """A talk with the social physician or another: booked with a question, held with what was advised."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = EncryptedTextField()  # parameters: health_talk_kinds
    planned_at = models.DateTimeField()
    question = EncryptedTextField(blank=True)
    held_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    words = EncryptedTextField(blank=True)  # what was advised
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_health_talk_per_request",
            ),
            models.CheckConstraint(
                condition=models.Q(held_on__isnull=True) | models.Q(cancelled_on__isnull=True),
                name="a_health_talk_is_held_or_cancelled",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "held_on", "planned_at"], name="health_talks_to_come")]


class TeamDecision(models.Model):
    """What a cross-professional team decided: who was there by role, what, when it is looked at again, its end."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    model = EncryptedTextField()  # parameters: health_team_models
    roles = EncryptedTextField()  # parameters: health_team_roles, with commas
    efforts = EncryptedTextField()  # parameters: health_efforts, with commas
    words = EncryptedTextField(blank=True)
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    outcome = EncryptedTextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_team_decision_per_request",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "ended_on", "review_on"], name="team_decisions_to_look_at")]


class TeamDecisionLook(models.Model):
    """A decision looked at again on a day. Never overwritten."""

    decision = models.ForeignKey(TeamDecision, models.CASCADE, related_name="looks")
    on = models.DateField()
    words = EncryptedTextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")


class HealthHours(models.Model):
    """With what hours set aside are filled: a course at the health centre, treatment."""

    set_aside = models.OneToOneField(SetAsideHours, models.CASCADE, related_name="+")
    effort = EncryptedTextField()  # parameters: health_efforts
    words = EncryptedTextField(blank=True)
