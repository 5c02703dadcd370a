"""What happens around a citizen between placements: conversations, and spells of status."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person


class Contact(models.Model):
    """A conversation or message with the citizen, as a note that matters (offentlighedsloven § 13)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # parameters: contact_kinds
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    calls_off = models.BooleanField(default=False)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_contact_per_request",
            )
        ]
        indexes = [
            models.Index(fields=["person", "-at", "next_on"], name="newest_contact_of_person"),
            models.Index(fields=["organisation", "-at"], name="contacts_of_organisation"),
            models.Index(
                fields=["person", "-id", "next_on"],
                condition=models.Q(next_on__isnull=False) | models.Q(calls_off=True),
                name="days_agreed_with_person",
            ),
        ]


class StatusSpell(models.Model):
    """A spell in which the citizen is in a course, on leave, sick, waiting ...: what the boards show."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=32)  # parameters: board_statuses
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True) | models.Q(ends_before__gte=models.F("starts_on")),
                name="a_spell_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ends_before__isnull=True), name="one_open_spell_per_person"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "ends_before", "code"], name="spells_of_organisation"),
            models.Index(
                fields=["organisation", "person", "-starts_on", "-id", "ends_before", "code"],
                name="spells_for_the_board",
            ),
        ]
