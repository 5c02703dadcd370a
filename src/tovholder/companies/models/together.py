"""What a partnership does together: service agreements, candidate banks, joint courses, local knowledge."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.registry import Company
from tovholder.people.models import Person


class ServiceAgreement(models.Model):
    """An agreement with a large employer: what it will need, and a bank of candidates made ready for it (S05-2)."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the lead municipality
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="an_agreement_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ForecastDemand(models.Model):
    """How many of an occupation the employer expects to need from a day on."""

    agreement = models.ForeignKey(ServiceAgreement, models.CASCADE, related_name="forecasts")
    needed_on = models.DateField()
    occupation = models.CharField(max_length=80)  # vocabulary code
    number = models.PositiveSmallIntegerField()


class BankEntry(models.Model):
    """A citizen in the candidate bank of an agreement, put there by the own municipality."""

    agreement = models.ForeignKey(ServiceAgreement, models.CASCADE, related_name="bank")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller, as the person's
    added_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "person"], name="once_in_a_bank")]


class LabourNote(models.Model):
    """What a consultant knows of the local labour market, for the whole partnership. About trades, never people."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    industry = models.CharField(max_length=40, blank=True)
    words = models.TextField()
    at = models.DateTimeField()


class JointCourse(models.Model):
    """Upskilling that several municipalities fill together (S05-5)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    starts_on = models.DateField()
    seats = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class CourseSeat(models.Model):
    """A citizen signed up by the own municipality."""

    course = models.ForeignKey(JointCourse, models.CASCADE, related_name="taken")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller, as the person's
    added_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="one_seat_per_person")]
