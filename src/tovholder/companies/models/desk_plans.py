"""What several units do for one company, what the municipality offers, and what stands open when somebody leaves."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation, Unit
from tovholder.companies.models.desk import CompanyContactEvent
from tovholder.companies.models.registry import Company


class SolutionPlan(models.Model):
    """One combined plan for a company, out of a visit (S07-2), or a strategic project with it (S06-2)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="plans")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    visit = models.ForeignKey(CompanyContactEvent, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40)  # parameters: solution_plan_kinds
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")  # day by day
    leader = models.CharField(max_length=120, blank=True)  # who answers for it in the management or politically
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"], condition=~models.Q(request_key=""), name="one_plan_per_form"
            )
        ]
        indexes = [models.Index(fields=["organisation", "closed_at"], name="plans_of_organisation")]


class SolutionTask(models.Model):
    """One task of a plan, in one unit, with one owner and a day."""

    plan = models.ForeignKey(SolutionPlan, models.CASCADE, related_name="tasks")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["owner", "done_at", "due_on"], name="tasks_of_owner")]


class MunicipalService(models.Model):
    """One thing a municipality does for companies, which unit does it and who answers for it (S07-1)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)  # when to send a company there
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(ended_at__isnull=True),
                name="one_service_of_a_name",
            )
        ]


class CompanyReferral(models.Model):
    """A company's need sent from one organisation to another: taken or declined, and what came of it (S03-1)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="referrals")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receiving_unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField()  # the need, never about a citizen
    sent_at = models.DateTimeField()
    status = models.CharField(
        max_length=12, default="sent", choices=[(s, s) for s in ("sent", "accepted", "declined", "closed")]
    )
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")  # at the receiver
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)  # what came of it, for the sender
    seen_at = models.DateTimeField(null=True, blank=True)  # the sender has read the answer or the outcome
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"], condition=~models.Q(request_key=""), name="one_referral_per_form"
            ),
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("receiver")) | models.Q(receiving_unit__isnull=False),
                name="a_referral_goes_somewhere_else",
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "status"], name="referrals_to"),
            models.Index(fields=["sender", "status"], name="referrals_from"),
        ]


class CoordinationNote(models.Model):
    """What a meeting agreed about a referral or a plan on the standing list of cases (S03-3)."""

    referral = models.ForeignKey(CompanyReferral, models.CASCADE, null=True, blank=True, related_name="notes")
    plan = models.ForeignKey(SolutionPlan, models.CASCADE, null=True, blank=True, related_name="notes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(referral__isnull=False) ^ models.Q(plan__isnull=False),
                name="a_note_is_about_one_case",
            )
        ]


class HandoverNote(models.Model):
    """A company went from one consultant to another: what the next one must know, and what stood open (S27-4)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="handovers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    giver = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    taker = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()
    stood_open = models.JSONField(default=dict)  # how many of each kind of thing, on that day

    class Meta:
        indexes = [models.Index(fields=["company", "-at"], name="handovers_of_company")]
