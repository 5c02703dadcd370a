"""What organisations agree: partnerships a company may pause, pacts of several parties, banks that are shared."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.registry import Company
from tovholder.companies.models.together import JointCourse
from tovholder.people.models import Person

PROMISE_STATES = ("agreed", "begun", "performed", "not_performed")


class PartnershipAgreement(models.Model):
    """A non-binding agreement between a municipality and a company: it says when it is ready to be asked (S29-2)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)  # what both want of it
    status = models.CharField(max_length=12)  # parameters: partnership_statuses; the newest of the history
    since = models.DateField()
    ask_again_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "organisation"], name="one_partnership_with_a_municipality")
        ]
        indexes = [models.Index(fields=["organisation", "status", "ask_again_on"], name="partnerships_to_ask_again")]


class PartnershipStatus(models.Model):
    """What the company said, and when: on its own page, or to a consultant who wrote it down."""

    agreement = models.ForeignKey(PartnershipAgreement, models.CASCADE, related_name="history")
    status = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    by_company = models.BooleanField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class Pact(models.Model):
    """An agreement of several parties, led by a municipality: tripartite, or of an industry (S12, S22)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the lead municipality
    kind = models.CharField(max_length=24)  # parameters: pact_kinds
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField()
    target_a_year = models.PositiveIntegerField(null=True, blank=True)  # people into work
    extra_target = models.PositiveIntegerField(null=True, blank=True)  # fewer on support than the country's average
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="a_pact_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PactParty(models.Model):
    """One who signed. Of a municipality one fixed lead (S12-2)."""

    pact = models.ForeignKey(Pact, models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=24)  # parameters: pact_party_kinds
    name = models.CharField(max_length=160)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pact", "name"], name="a_party_signs_once")]

    def __str__(self) -> str:
        return self.name


class PactPromise(models.Model):
    """What a party has taken upon itself, from agreed to performed."""

    party = models.ForeignKey(PactParty, models.CASCADE, related_name="promises")
    words = models.CharField(max_length=240)
    amount = models.PositiveIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=16, default="agreed", choices=[(s, s) for s in PROMISE_STATES])
    version = models.PositiveIntegerField(default=1)


class PactPromiseMove(models.Model):
    """One step of a promise: where it stands now, in whose words."""

    promise = models.ForeignKey(PactPromise, models.CASCADE, related_name="moves")
    state = models.CharField(max_length=16)
    words = models.TextField(blank=True)
    said_by = models.CharField(max_length=120)  # who said so, of which party
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()


class PactFollowUp(models.Model):
    """The parties look at their promises together, every half year."""

    pact = models.ForeignKey(Pact, models.CASCADE, related_name="follow_ups")
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pact", "due_on"], name="one_pact_follow_up_a_day")]


class PactYear(models.Model):
    """Figures of one year, written down by hand with their source, and what the savings paid for (S22-1, S22-4)."""

    pact = models.ForeignKey(Pact, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    here = models.PositiveIntegerField(null=True, blank=True)  # on public support here at the end of the year
    country = models.PositiveIntegerField(null=True, blank=True)  # in the whole country
    into_work = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=160)
    saved = models.PositiveBigIntegerField(null=True, blank=True)  # DKK
    cut_agreed = models.PositiveBigIntegerField(null=True, blank=True)  # DKK less coverage tax, as agreed
    cut_performed = models.PositiveBigIntegerField(null=True, blank=True)
    performed_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pact", "year"], name="one_row_per_year_of_a_pact")]


class SharedBank(models.Model):
    """A bank of candidates that several companies draw on, answered by a course (S22-2)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the lead municipality
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    course = models.ForeignKey(JointCourse, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class SharedBankCompany(models.Model):
    """A company that draws on the bank."""

    bank = models.ForeignKey(SharedBank, models.CASCADE, related_name="shared_by")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    joined_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bank", "company"], name="a_company_shares_a_bank_once")]


class SharedBankEntry(models.Model):
    """A citizen in a shared bank, put there by the own municipality."""

    bank = models.ForeignKey(SharedBank, models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller, as the person's
    added_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bank", "person"], name="once_in_a_shared_bank")]
