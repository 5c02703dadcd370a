"""Companies, their production units and contacts, and what they need: the job order."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person


class Company(models.Model):
    cvr = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=160, db_index=True)
    industry = models.CharField(max_length=40, blank=True)  # vocabulary code
    db_code = models.CharField(max_length=6, blank=True)  # DB07 or DB25
    # The company's own people sign in through this organisation.
    organisation = models.OneToOneField(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    consultant = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    pending_import = models.BigIntegerField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class ProductionUnit(models.Model):
    """A workplace (P-number): the unit that the ratio rule counts on."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="units")
    p_number = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=160)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    municipality_code = models.CharField(max_length=4, db_index=True)

    def __str__(self) -> str:
        return self.name


class Headcount(models.Model):
    """Ordinarily employed in full-time equivalents, a month at a unit, as the employer or a register stated it."""

    unit = models.ForeignKey(ProductionUnit, models.CASCADE, related_name="headcounts")
    month = models.DateField()  # first day of the month
    fte = models.DecimalField(max_digits=8, decimal_places=2)
    source = models.CharField(max_length=16, default="employer")
    stated_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="one_headcount_per_month"),
            models.CheckConstraint(condition=models.Q(fte__gte=0), name="headcount_not_negative"),
        ]


class StatedStays(models.Model):
    """Subsidised stays at the unit that are not ours, as the employer stated them. Old or missing means unknown."""

    unit = models.ForeignKey(ProductionUnit, models.CASCADE, related_name="stated_stays")
    fte = models.DecimalField(max_digits=6, decimal_places=2)
    stated_on = models.DateField()


class CompanyContact(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="contacts")
    unit = models.ForeignKey(ProductionUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    primary = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    # How this person signs in for the company, where that is known: it ends when the person leaves.
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    left_on = models.DateField(null=True, blank=True)  # the period of retention is counted from here

    def __str__(self) -> str:
        return self.name


class JobOrder(models.Model):
    """A company's need in its own words and, once confirmed, as a profile that can be matched (S05-1)."""

    unit = models.ForeignKey(ProductionUnit, models.PROTECT, related_name="orders")
    # Any municipality may receive it; the one whose consultant holds the company takes it on (S05-1).
    received_by = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")  # the tovholder
    contact = models.ForeignKey(CompanyContact, models.SET_NULL, null=True, blank=True, related_name="+")

    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)  # what the company wrote or said
    occupation = models.CharField(max_length=80, blank=True)  # vocabulary code
    industry = models.CharField(max_length=40, blank=True)
    kinds = models.JSONField(default=list)  # placement kinds offered, parameters: placement_kinds
    strains = models.JSONField(default=list)  # what the tasks ask of body and mind, parameters: strains
    danish_level = models.PositiveSmallIntegerField(null=True, blank=True)  # parameters: danish_levels
    tasks = models.TextField(blank=True)
    hours_min = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    hours_max = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    start_earliest = models.DateField(null=True, blank=True)
    start_latest = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)  # the company's deadline
    fresh_until = models.DateField()  # after this somebody must ask whether it still holds

    status = models.CharField(
        max_length=12, default="draft", choices=[(s, s) for s in ("draft", "open", "filled", "withdrawn")]
    )
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)  # first answer to the company: the 24-hour clock
    confirmed_at = models.DateTimeField(null=True, blank=True)  # a human confirmed the structured profile
    end_words = models.TextField(blank=True)  # why it was withdrawn
    request_key = models.CharField(max_length=40, blank=True)  # one form sent twice makes one order
    pending_import = models.BigIntegerField(null=True, blank=True, db_index=True)
    touched_at = models.DateTimeField(db_index=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(places__gte=1), name="an_order_has_a_place"),
            models.CheckConstraint(
                condition=~models.Q(status="open") | models.Q(confirmed_at__isnull=False),
                name="open_orders_are_confirmed",
            ),
            models.UniqueConstraint(
                fields=["request_key"], condition=~models.Q(request_key=""), name="one_order_per_request"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "received_at"], name="orders_by_status"),
            models.Index(fields=["taken_by", "status"], name="orders_of_organisation"),
            models.Index(fields=["owner", "status"], name="orders_of_owner"),
        ]

    def __str__(self) -> str:
        return self.title


class OrderSkill(models.Model):
    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="skills")
    skill = models.CharField(max_length=80)
    required = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "skill"], name="one_row_per_order_skill")]


class OrderLicence(models.Model):
    order = models.ForeignKey(JobOrder, models.CASCADE, related_name="licences")
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "code"], name="one_row_per_order_licence")]


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
