"""Reception: what an asylum centre hands over about a family, the checklist, and the meetings between the two."""

from django.db import models

from tovholder.accounts.fields import EncryptedTextField
from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person


class Handover(models.Model):
    """A family, or one person, that a municipality is to take over. No case before the municipality takes it in."""

    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the municipality
    sender = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    sender_name = models.CharField(max_length=120, blank=True)  # of a centre that has no sign-in here
    came = models.CharField(max_length=16)  # parameters: handover_ways
    status = models.CharField(max_length=16)  # parameters: handover_statuses
    assigned_on = models.DateField(null=True, blank=True)
    takeover_on = models.DateField(null=True, blank=True)
    moves_on = models.DateField(null=True, blank=True)
    consent_on = models.DateField(null=True, blank=True)  # said yes to competences being handed on
    words = EncryptedTextField(blank=True)
    answer = EncryptedTextField(blank=True)  # why it was sent back
    course_from = models.DateField(null=True, blank=True)  # citizen Danish at the centre
    course_days = models.CharField(max_length=7, blank=True)  # weekdays, Monday is 0: "0123"
    file = models.CharField(max_length=48, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    taken_in_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"], condition=~models.Q(request_key=""), name="one_handover_per_request"
            )
        ]
        indexes = [
            models.Index(fields=["receiver", "status", "takeover_on"], name="handovers_of_receiver"),
            models.Index(fields=["sender", "status", "takeover_on"], name="handovers_of_sender"),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"


class HandoverPerson(models.Model):
    """One of the family as told in the handover. `place` 0 is the one the relations of the others are told of."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="people")
    place = models.PositiveSmallIntegerField()
    relation = models.CharField(max_length=16, blank=True)  # spouse, child, parent, sibling
    given_name = EncryptedTextField()
    family_name = EncryptedTextField()
    name_key = models.CharField(max_length=120)  # keyed, to find the same name by: see reception_queries.name_lookup
    cpr = EncryptedTextField(blank=True)
    cpr_lookup = models.CharField(max_length=64, null=True, blank=True, db_index=True)
    born_on = models.DateField(null=True, blank=True)
    protected = models.BooleanField(default=False)
    phone = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    residence_from = models.DateField(null=True, blank=True)
    residence_group = models.CharField(max_length=32, blank=True)  # parameters: residence_groups
    literacy = models.CharField(max_length=16, blank=True)  # parameters: literacy_levels
    needs_interpreter = models.BooleanField(null=True, blank=True)
    interpreter_language = models.CharField(max_length=16, blank=True)
    danish_track = models.PositiveSmallIntegerField(null=True, blank=True)
    danish_module = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)  # codes of languages
    skills = models.JSONField(default=list, blank=True)  # codes of the vocabulary
    work = models.JSONField(default=list, blank=True)  # [title, months]
    schooling = models.JSONField(default=list, blank=True)  # [title, years]
    wishes = models.JSONField(default=list, blank=True)  # industries
    words = EncryptedTextField(blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handover", "place"], name="one_of_a_family_per_place")]
        indexes = [models.Index(fields=["name_key", "born_on"], name="handed_over_by_name")]

    def __str__(self) -> str:
        return f"place {self.place} of handover {self.handover_id}"


class ReceptionTask(models.Model):
    """One thing that must be in place: home, bank, childcare ... Who has it, when it is due, who did what when."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="tasks")
    code = models.CharField(max_length=32)  # parameters: reception_tasks
    side = models.CharField(max_length=16)  # parameters: reception_sides
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=16, default="open")  # parameters: reception_states
    done_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handover", "code"], name="one_reception_task_per_code")]
        indexes = [models.Index(fields=["state", "due_on"], name="reception_tasks_due")]

    def __str__(self) -> str:
        return f"{self.code} of handover {self.handover_id}"


class ReceptionMeeting(models.Model):
    """A meeting before the takeover with one family, or of the two houses about the cooperation. Planned, then held."""

    kind = models.CharField(max_length=16)  # parameters: reception_meetings
    handover = models.ForeignKey(Handover, models.CASCADE, null=True, blank=True, related_name="meetings")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    centre = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    planned_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    minutes = EncryptedTextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"], condition=~models.Q(request_key=""), name="one_reception_meeting_per_request"
            )
        ]
        indexes = [models.Index(fields=["receiver", "kind", "planned_on"], name="reception_meetings_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
