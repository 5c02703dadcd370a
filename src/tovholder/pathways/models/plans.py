"""One plan for each citizen: the words, what runs side by side, the contract, the visitation, who helps, moves."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person


class PlanText(models.Model):
    """One version of the plan in words. The newest stands; the others are its history."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    own_goal = models.TextField(blank=True)  # what the citizen wants, in the citizen's words
    agreed = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    by_citizen = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True, blank=True)  # the citizen said yes to this version

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_plan_text_per_number")]


class PlanPart(models.Model):
    """Something that runs in a period, side by side with other parts. Of health only that there is something."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)  # parameters: plan_kinds
    stay_kind = models.CharField(max_length=40, blank=True)  # parameters: placement_kinds, for a planned company step
    words = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # a week
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True) | models.Q(ends_before__gte=models.F("starts_on")),
                name="a_plan_part_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="health") | models.Q(words=""), name="a_plan_says_nothing_of_health"
            ),
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_plan_part_per_request",
            ),
        ]
        indexes = [models.Index(fields=["person", "starts_on"], name="plan_parts_of_person")]


class Contract(models.Model):
    """One version of the contract under the Integration Act. It stands when both have signed it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    goal = models.TextField()
    efforts = models.TextField()
    reason = models.TextField(blank=True)  # why it was revised
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    citizen_signed_on = models.DateField(null=True, blank=True)
    citizen_signed_how = models.CharField(max_length=12, blank=True)  # parameters: signing_ways
    staff_signed_on = models.DateField(null=True, blank=True)
    staff_signed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_contract_per_number")]


class ClockSetAside(models.Model):
    """That somebody looked at a clock of the law that ran out long ago, and why nothing more is done about it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    clock = models.CharField(max_length=16)  # parameters: plan_clocks
    latest_by = models.DateField()  # the day that passed: a later one is a new clock
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "clock", "latest_by"], name="a_clock_is_set_aside_once")
        ]


class Visitation(models.Model):
    """One assessment with the answers it was made on. Never a number."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    code = models.CharField(max_length=32)  # parameters: visitations
    on = models.DateField()
    answers = models.JSONField(default=dict)  # question to answer, as they were put that day
    reason = models.TextField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="visitations_of_person")]


class SegmentMove(models.Model):
    """That somebody put a citizen into a target group or took the citizen out, and why."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)  # parameters: segments
    into = models.BooleanField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="segment_moves_of_person")]


class AroundPerson(models.Model):
    """Somebody who helps, beside the one named contact. Names and ways to reach them at work."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role = models.CharField(max_length=24)  # parameters: around_roles
    name = models.CharField(max_length=80)
    at = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    followed_on = models.DateField(null=True, blank=True)  # when the municipality last followed up with them
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_helper_per_request",
            )
        ]
        indexes = [models.Index(fields=["person", "ends_before"], name="helpers_of_person")]


class Transfer(models.Model):
    """A case offered to another municipality. The one who gets it says yes or no; until then nothing moves."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="sent")  # parameters: transfer_states
    moves_on = models.DateField()
    words = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    hearing_words = models.TextField(blank=True)  # what becomes of a hearing that is open when the citizen moves
    took_effect_at = models.DateTimeField(null=True, blank=True)  # a yes opens and closes cases on the day of the move
    # The case at the receiver, once there is one.
    became = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="sent"), name="one_open_transfer_per_person"
            )
        ]
        indexes = [
            models.Index(fields=["receiver", "state", "sent_at"], name="transfers_to_answer"),
            models.Index(fields=["state", "took_effect_at", "moves_on"], name="transfers_to_carry_out"),
        ]


class Arrival(models.Model):
    """Where a case came from: what the municipality before had, kept with the case it became."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    came_from = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    last_contact = models.CharField(max_length=120, blank=True)  # the contact they had there, by name
    words = models.TextField(blank=True)
    stays = models.JSONField(default=list)  # kind, company and days of the stays there
    first_offer_on = models.DateField(null=True, blank=True)  # of the first of them that was begun or agreed

    class Meta:
        indexes = [models.Index(fields=["person", "on"], name="arrivals_of_person")]
