"""What a company needs: the job order."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models.registry import CompanyContact, ProductionUnit


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
            # With what is counted of them, so that the figures of a partnership read the index alone.
            models.Index(
                fields=["taken_by", "status", "received_at", "answered_at", "pending_import"],
                name="orders_of_organisation",
            ),
            models.Index(fields=["owner", "status"], name="orders_of_owner"),
            models.Index(fields=["unit", "received_at"], name="orders_of_unit_by_time"),  # the newest of a company
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
