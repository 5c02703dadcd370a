"""Who came and who did not, what citizens send about it, and the hearing before a deduction in the benefit."""

from django.db import models

from tovholder.accounts.fields import EncryptedTextField
from tovholder.accounts.models import Membership, Organisation
from tovholder.pathways.hearing_transitions import DECIDED, MAY_ANSWER, STATES
from tovholder.people.models import Person
from tovholder.placements.models import Placement

PRESENT, UNCLEAR, EXCUSED, UNLAWFUL = "present", "unclear", "excused", "unlawful"
COMINGS = (PRESENT, UNCLEAR, EXCUSED, UNLAWFUL)


class Hearing(models.Model):
    """One hearing about days somebody stayed away, from the letter to the decision. People take every step."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default="prepared", choices=[(s, s) for s in STATES])
    event_on = models.DateField()  # the first of the days it is about: the law counts from it
    intended = models.CharField(max_length=24)  # parameters: sanction_kinds
    language = models.CharField(max_length=3, default="da")
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_how = models.CharField(max_length=16, blank=True)  # parameters: hearing_ways
    answer_by = models.DateField(null=True, blank=True)
    # The concrete assessment, written by the case's own staff.
    assessed_at = models.DateTimeField(null=True, blank=True)
    assessed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    assessment = EncryptedTextField(blank=True)
    ground = models.CharField(max_length=12, blank=True)  # parameters: absence_grounds
    furthers = models.BooleanField(null=True, blank=True)
    proposes = models.CharField(max_length=16, blank=True)  # one of DECIDED
    # The decision, by the benefits officer.
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    decision = EncryptedTextField(blank=True)
    taken = EncryptedTextField(blank=True)  # what is taken from the benefit, in words; the benefits office reckons it
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_withheld = False  # set by a read whose reader may not know the words
    is_done = False  # set by a write that finds its own step taken already

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"], condition=~models.Q(request_key=""), name="one_hearing_per_request"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=DECIDED)
                | models.Q(sent_at__isnull=False, assessed_at__isnull=False, decided_at__isnull=False),
                name="decided_after_hearing_and_assessment",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | (~models.Q(decided_by=models.F("assessed_by")) & ~models.Q(decided_by=models.F("sent_by"))),
                name="nobody_decides_what_they_prepared",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "answer_by"], name="hearings_of_organisation"),
            models.Index(fields=["person", "-prepared_at"], name="hearings_of_person"),
        ]

    def __str__(self) -> str:
        return f"hearing {self.pk}"

    @property
    def may_answer(self) -> bool:
        """The citizen may still say something, and it will be read before anybody decides."""
        return self.state in MAY_ANSWER


class HearingStep(models.Model):
    """One step of a hearing: who took it and when. Never changed."""

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    source = models.CharField(max_length=16, blank=True)
    target = models.CharField(max_length=16)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    words = EncryptedTextField(blank=True)  # why, where a step asks for it


class HearingComment(models.Model):
    """What the citizen says about it: on the own page, or told to a caseworker who wrote it down."""

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="comments")
    at = models.DateTimeField()
    words = EncryptedTextField()
    by_citizen = models.BooleanField()
    is_all = models.BooleanField(default=False)  # "that is all I have to say": nobody need wait for the day to answer
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "request_key"], condition=~models.Q(request_key=""), name="one_comment_per_request"
            )
        ]


class Attendance(models.Model):
    """One day of one activity: there, or away, and whether the reason holds. Told by whoever runs the activity."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller
    source = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who tells it
    placement = models.ForeignKey(Placement, models.SET_NULL, null=True, blank=True, related_name="+")
    activity = models.CharField(max_length=16)  # parameters: attendance_activities
    on = models.DateField()
    coming = models.CharField(max_length=8, choices=[(c, c) for c in COMINGS])
    reason = models.CharField(max_length=16, blank=True)  # parameters: absence_reasons
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    cleared_why = EncryptedTextField(blank=True)
    hearing = models.ForeignKey(Hearing, models.SET_NULL, null=True, blank=True, related_name="absences")
    version = models.PositiveIntegerField(default=1)
    is_withheld = False  # set by a read whose reader may not know the words

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source", "activity", "on"], name="one_day_of_an_activity_is_told_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(coming__in=(EXCUSED, UNLAWFUL)) | models.Q(cleared_at__isnull=False),
                name="somebody_judged_the_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-on"], name="attendance_of_person"),
            models.Index(fields=["organisation", "coming", "on"], name="attendance_of_organisation"),
            models.Index(fields=["source", "on"], name="attendance_of_source"),
        ]


class AbsenceEvidence(models.Model):
    """What a citizen sends about being away: words and a photo. The file lies sealed in the home folder."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    hearing = models.ForeignKey(Hearing, models.SET_NULL, null=True, blank=True, related_name="evidence")
    sent_at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    words = EncryptedTextField(blank=True)
    file = models.CharField(max_length=40, blank=True)
    file_kind = models.CharField(max_length=8, blank=True)  # parameters: evidence_files
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request_key"], condition=~models.Q(request_key=""), name="one_evidence_per_request"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="evidence_is_of_days_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-sent_at"], name="evidence_of_person"),
            models.Index(fields=["organisation", "seen_at"], name="evidence_unseen"),
        ]


class DutyGuidance(models.Model):
    """Rights and duties were explained and the guide was handed over in writing, in a language. Before any hearing."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    language = models.CharField(max_length=3)
    interpreter = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "on", "language"], name="one_guidance_a_day_and_language")
        ]
