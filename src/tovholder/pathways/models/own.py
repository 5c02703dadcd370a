"""What the citizen does on the own pages, and the way in for those without MitID: channels, a link and a code."""

from django.db import models

from tovholder.accounts.fields import EncryptedTextField
from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person


class OwnChannel(models.Model):
    """A way to reach this citizen and nobody else, as a named member has made sure. It ends; it is never changed."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)  # parameters: own_channels
    value = EncryptedTextField(blank=True)  # the number or the address; empty for what is handed over
    value_lookup = models.CharField(max_length=64, blank=True, db_index=True)
    check_how = models.CharField(max_length=24)  # parameters: own_channel_checks
    verified_on = models.DateField()
    verified_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_channel_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["value_lookup"],
                condition=models.Q(ended_on__isnull=True) & ~models.Q(value_lookup=""),
                name="a_channel_is_one_persons",
            ),
        ]


class MitIDOpening(models.Model):
    """That the pages are open to whom MitID proves to have the number the case had when somebody opened them."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    cpr_lookup = models.CharField(max_length=64)  # as the case's own: another number is not let in by this opening
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="one_mitid_opening_per_person"
            )
        ]


class OwnWayIn(models.Model):
    """A link that leads to the own pages together with a code told another way. Of both only a hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    link_by = models.CharField(max_length=16)  # parameters: own_channels
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # the first time
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The code that works now, if any: the newest.
    code_hash = models.CharField(max_length=64, blank=True)
    code_by = models.CharField(max_length=16, blank=True)  # parameters: own_channels; never the one of the link
    code_made_at = models.DateTimeField(null=True, blank=True)
    code_ends_at = models.DateTimeField(null=True, blank=True)
    wrong = models.PositiveSmallIntegerField(default=0)  # tries at this code
    wrong_in_all = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)  # the newest sign-in

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(withdrawn_at__isnull=True), name="one_way_in_per_person"
            ),
            models.CheckConstraint(
                condition=models.Q(code_by="") | ~models.Q(code_by=models.F("link_by")),
                name="link_and_code_go_two_ways",
            ),
        ]


class Correction(models.Model):
    """The citizen says that something in the case is wrong (GDPR art. 16). The caseworker answers."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    about = models.CharField(max_length=24)  # parameters: correction_fields
    words = models.TextField()
    told_at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=16, blank=True)  # parameters: correction_answers
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_correction_per_request",
            )
        ]
        indexes = [models.Index(fields=["person", "-told_at"], name="corrections_of_person")]


class IndustryPackage(models.Model):
    """The industries a municipality offers after the welcome course, from a day on (S35-2: the list changes)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    industries = models.JSONField(default=list)  # codes of industries, in the order they are shown
    starts_on = models.DateField()
    set_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "starts_on"], name="one_package_per_day_and_municipality")
        ]


class WelcomeCourse(models.Model):
    """Welcome course, first practice and the days of the industries for one citizen (S35-1, S35-2)."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    starts_on = models.DateField()
    practice_weeks = models.PositiveSmallIntegerField()
    industries = models.JSONField(default=list)  # as offered on the day it was planned
    planned_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    chosen = models.JSONField(default=list)  # what the citizen chose, best first
    chosen_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
