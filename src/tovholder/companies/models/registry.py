"""Companies, their workplaces, people and headcounts."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation


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
    # Its last day, when it has ended: nothing new is begun with it (rules.may_begin).
    ended_on = models.DateField(null=True, blank=True)
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
