"""Meetings with a citizen, what has happened with each, a member's own times for them, and a citizen's fixed week."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.pathways.models.contacts import Contact
from tovholder.people.models import Person

PLANNED, SEEN, EXCUSED, ABSENT, MOVED, CALLED_OFF = "planned", "seen", "excused", "absent", "moved", "called_off"
STATES = (PLANNED, SEEN, EXCUSED, ABSENT, MOVED, CALLED_OFF)


class Meeting(models.Model):
    """One agreed time with one citizen. What is said there is a note of the case; why health matters is never here."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)  # parameters: meeting_kinds
    form = models.CharField(max_length=12)  # parameters: meeting_forms
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    host = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at_centre = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=160, blank=True)
    others = models.CharField(max_length=200, blank=True)  # who else takes part, as the invitation says it
    state = models.CharField(max_length=12, default=PLANNED, choices=[(state, state) for state in STATES])
    moved_from = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="moved_to")

    interpreter = models.CharField(max_length=12)  # parameters: interpreter_states
    interpreter_language = models.CharField(max_length=16, blank=True)
    interpreter_dialect = models.CharField(max_length=60, blank=True)
    interpreter_gender = models.CharField(max_length=8, blank=True)  # a wish; parameters: interpreter_wishes
    interpreter_from = models.CharField(max_length=120, blank=True)  # whom it is booked with

    letter = models.CharField(max_length=16, blank=True)  # parameters: letter_states; empty: none is made
    letter_paper_id = models.BigIntegerField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # that a message waits
    reminded_at = models.DateTimeField(null=True, blank=True)
    wants_to_move = models.BooleanField(default=False)
    wish_words = models.TextField(blank=True)  # what the citizen wrote about another time

    # What was said stands in the talk that is written down with it; here only what is told of one that was not held.
    contact = models.OneToOneField(Contact, models.SET_NULL, null=True, blank=True, related_name="meeting")
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_meeting_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_meeting_per_request",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state", "starts_at"], name="meetings_of_person"),
            models.Index(fields=["host", "state", "starts_at"], name="meetings_of_host"),
            models.Index(fields=["organisation", "state", "starts_at"], name="meetings_of_organisation"),
        ]


class MeetingStep(models.Model):
    """One thing that happened with a meeting: planned, letter handed over, asked to be moved, held …"""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=24)  # parameters: meeting_steps


class MeetingHours(models.Model):
    """When a member can be met, week after week, and where: invitations offer these times and no others."""

    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    begins_at = models.TimeField()
    ends_at = models.TimeField()
    at_centre = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "weekday", "begins_at"], name="one_beginning_of_meeting_hours"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")), name="meeting_hours_end_after_they_begin"
            ),
        ]


class WeekEntry(models.Model):
    """What a citizen does at a fixed time of the week. Of health it says no more than that there is an appointment."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # parameters: week_kinds
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    begins_at = models.TimeField()
    ends_at = models.TimeField()
    words = models.CharField(max_length=80, blank=True)  # never of an appointment
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")), name="a_week_entry_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["person", "weekday", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_week_entry_per_request",
            ),
        ]
        indexes = [models.Index(fields=["person", "starts_on", "ends_before"], name="week_of_person")]
