"""The company desk: requests on a clock, and one contact history for all of a municipality's units."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation, Unit
from tovholder.companies.models.registry import Company, ProductionUnit


class CompanyRequest(models.Model):
    """What a company came with, until when it must be answered, and who has it now (S29-1)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="requests")
    unit = models.ForeignKey(ProductionUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40)  # parameters: company_request_kinds
    words = models.TextField()  # what the company said, never about a named citizen
    told_by = models.CharField(max_length=120, blank=True)  # who at the company
    received_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    # Both clocks stand still on days that are no working days; they are counted once, when the request comes.
    warn_at = models.DateTimeField()  # from here it is shown as nearly late
    due_at = models.DateTimeField()  # the first answer
    arrive_by = models.DateTimeField(null=True, blank=True)  # where somebody has to come out
    answered_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)  # by hand, with a reason
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)  # parameters: company_request_outcomes
    request_key = models.CharField(max_length=40, blank=True)  # one form sent twice makes one request
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"], condition=~models.Q(request_key=""), name="one_request_per_form"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | ~models.Q(outcome=""),
                name="a_closed_request_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["received_by", "closed_at", "due_at"], name="requests_by_clock"),
            models.Index(fields=["company", "-received_at"], name="requests_of_company"),
            models.Index(fields=["owner", "closed_at"], name="requests_of_owner"),
        ]


class RequestStep(models.Model):
    """One thing that happened to a request: who had it, who answered what. Never changed, never overwritten."""

    request = models.ForeignKey(CompanyRequest, models.CASCADE, related_name="history")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=16)  # received, handed_over, answered, arrived, escalated, closed
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")  # who has it after
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["request", "at"], name="steps_of_request")]


class CompanyContactEvent(models.Model):
    """A call, a letter, a visit: planned, or held and written down, by whichever units took part (S02-1, S02-3)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="contact_events")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who wrote it down
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    units = models.ManyToManyField(Unit, related_name="+", blank=True)  # employment, business, education
    kind = models.CharField(max_length=40)  # parameters: company_contact_kinds
    planned_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    who = models.CharField(max_length=160, blank=True)  # who of the company
    purpose = models.CharField(max_length=160, blank=True)
    words = models.TextField(blank=True)
    next_step = models.CharField(max_length=160, blank=True)
    next_on = models.DateField(null=True, blank=True)
    next_holder = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    next_done_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"], condition=~models.Q(request_key=""), name="one_contact_event_per_form"
            ),
            models.CheckConstraint(
                condition=models.Q(planned_on__isnull=False) | models.Q(held_on__isnull=False),
                name="a_contact_event_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "held_on"], name="contact_events_of_company"),
            models.Index(fields=["next_holder", "next_done_at", "next_on"], name="next_steps_of_holder"),
        ]
