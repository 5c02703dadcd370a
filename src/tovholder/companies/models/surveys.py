"""Questionnaires to companies: one round with its list, and what each company answered (job barometer, S18, S35)."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.registry import Company, CompanyContact


class SurveyRound(models.Model):
    """One round of a questionnaire: the version is the one in force on the day it was opened."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160)
    questionnaire = models.CharField(max_length=40)  # parameters: questionnaires
    asked_on = models.DateField()  # picks the version of the questions
    closes_on = models.DateField()  # the last day to answer
    closed_at = models.DateTimeField(null=True, blank=True)
    chosen = models.JSONField(default=dict)  # the filter, as of a campaign
    opened_at = models.DateTimeField()
    listed_to = models.BigIntegerField(default=0)
    is_listed = models.BooleanField(default=False)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_round_per_request",
            )
        ]

    def __str__(self) -> str:
        return self.title


class SurveyReply(models.Model):
    """A company on the list of a round, whom it was sent to, and its answers. Kept on the company (S18-1)."""

    round = models.ForeignKey(SurveyRound, models.CASCADE, related_name="replies")
    company = models.ForeignKey(Company, models.CASCADE, related_name="survey_replies")
    contact = models.ForeignKey(CompanyContact, models.SET_NULL, null=True, blank=True, related_name="+")
    # Where the company stood when the list was made: later changes do not move it between the groups of the results.
    industry = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=4, blank=True)  # municipality code
    sent_at = models.DateTimeField(null=True, blank=True)  # when the first link was made
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict)  # code of the question to its answer; facts of the company
    begun_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)  # when it was sent off, partial or whole
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "company"], name="once_in_a_round")]
        indexes = [models.Index(fields=["round", "answered_at"], name="replies_by_answer")]
