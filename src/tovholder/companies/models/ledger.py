"""The ledger of burden: what anybody has asked of a company, and what a company was promised."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.registry import Company, ProductionUnit


class CompanyAsk(models.Model):
    """One thing asked of a company, by whom, and whether it was answered. Rooms above write theirs here too."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="asks")
    unit = models.ForeignKey(ProductionUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who asks
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40)  # parameters: company_asks
    words = models.CharField(max_length=160, blank=True)  # about the thing, never about a citizen
    key = models.CharField(max_length=80, unique=True)  # e.g. "survey:3:company:12": asked twice is asked once
    asked_at = models.DateTimeField()
    answer_by = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=16, blank=True)  # parameters: company_ask_answers

    class Meta:
        indexes = [models.Index(fields=["company", "-asked_at"], name="asks_of_company")]


class CompanyPromise(models.Model):
    """Something a company was promised, by whom and until when."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="promises")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=160)
    key = models.CharField(max_length=80, unique=True)
    promised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["company", "kept_at", "due_at"], name="promises_of_company")]
