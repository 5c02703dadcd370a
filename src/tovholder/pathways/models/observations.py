"""What a language teacher has seen in class, told with the citizen's knowledge; no free text (S44-1)."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person


class TeacherObservation(models.Model):
    """Told once, answered by the citizen, taken into the case by case staff or not at all. Matching never reads it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the language centre
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    on = models.DateField()  # the day it was seen; picks the version of the questions
    answers = models.JSONField(default=dict)  # code of the question to the step, or to the module that is passed
    told_how = models.CharField(max_length=12)  # parameters: observation_told
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=12, blank=True)  # parameters: observation_replies
    reply_words = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    taken = models.JSONField(default=list)  # codes of the questions whose answer stands in the case now
    taken_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_observation_per_request",
            )
        ]
        indexes = [
            models.Index(fields=["person", "-on"], name="observations_of_person"),
            models.Index(  # of all that were ever told, the few that wait
                fields=["made_at"],
                condition=models.Q(withdrawn_at__isnull=True, taken_at__isnull=True),
                name="observations_waiting",
            ),
        ]
