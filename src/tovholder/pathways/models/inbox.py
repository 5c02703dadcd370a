"""What a citizen asks the municipality, on a clock, in the one inbox where companies' requests stand too (S50-2)."""

from django.db import models

from tovholder.accounts.models import Membership
from tovholder.people.models import Person


class Enquiry(models.Model):
    """What a citizen came with, whom it went to and why, until when it is answered, and who has it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24)  # parameters: enquiry_kinds
    words = models.TextField()
    way = models.CharField(max_length=16, default="own_page")  # parameters: enquiry_ways
    taken_down_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    role = models.CharField(max_length=24)  # who knows about it; where `owner` is empty, everybody of that role
    reason = models.CharField(max_length=40)  # code of the rule that sent it there, or that somebody sent it on
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_enquiry_per_form",
            )
        ]
        indexes = [
            models.Index(fields=["person", "-received_at"], name="enquiries_of_person"),
            models.Index(fields=["answered_at", "due_at"], name="enquiries_by_clock"),
        ]


class EnquiryStep(models.Model):
    """One thing that happened to it: who took it, who sent it on to whom with which words. Never changed."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="history")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=12)  # received, taken, sent_on, answered, written_back
    role = models.CharField(max_length=24)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")  # who has it after
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["enquiry", "at"], name="steps_of_enquiry")]
