"""Progression: instruments in versions, what citizens and staff answered, how alike colleagues score an invented case.

No row holds a sum or a mean over questions: what is measured is each question for itself."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person


class Instrument(models.Model):
    """A sheet of questions that somebody holds and others of the house use. Without an organisation: our example."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=40, blank=True)  # parameters: progress_instruments, of our own examples
    title = models.CharField(max_length=120)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    retired_on = models.DateField(null=True, blank=True)  # no new answers from this day on
    version = models.PositiveIntegerField(default=1)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="one_instrument_for_each_example"
            ),
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_instrument_per_request",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class InstrumentVersion(models.Model):
    """The words of an instrument as they were from one day on. Never changed once somebody has answered it."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # pathways.progress_sheet
    made_at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="one_version_by_number")]


class Measurement(models.Model):
    """One sheet as one respondent answered it: a draft until it is sent, and from then on as it was."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sheet = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    respondent = models.CharField(max_length=12)  # citizen or caseworker
    moment = models.CharField(max_length=12)  # parameters: progress_moments
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")  # who answered last
    together = models.BooleanField(default=False)  # the citizen answered in a talk, with staff or an interpreter
    language = models.CharField(max_length=8, default="da")
    second = models.CharField(max_length=8, blank=True)
    answers = models.JSONField(default=dict)  # code of the question to the number of the step; None: does not know
    # What the caseworker believes, apart: it is about the caseworker, and no page of the citizen and no list reads it.
    beliefs = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "instrument", "respondent"],
                condition=models.Q(done_at__isnull=True),
                name="one_draft_of_a_sheet",
            )
        ]
        indexes = [
            models.Index(fields=["person", "done_at"], name="measurements_of_person"),
            models.Index(fields=["organisation", "person", "done_at"], name="newest_sheets"),
        ]


class MethodNote(models.Model):
    """What was seen in a talk, what worked, and whether another group should have the sheet. About nobody."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    instrument = models.ForeignKey(Instrument, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12)  # parameters: method_note_kinds
    on = models.DateField()
    group = models.CharField(max_length=80, blank=True)
    verdict = models.CharField(max_length=12, blank=True)  # parameters: method_note_verdicts
    words = models.TextField()
    shared = models.BooleanField(default=False)  # with the municipalities one works together with
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_method_note_per_request",
            )
        ]
        indexes = [models.Index(fields=["organisation", "-on"], name="method_notes_by_day")]


class Vignette(models.Model):
    """An invented case that colleagues score, to see how alike they use the scale, once and again."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    sheet = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    rounds = models.JSONField(default=list)  # the day each round began, the first first
    version = models.PositiveIntegerField(default=1)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_vignette_per_request",
            )
        ]

    def __str__(self) -> str:
        return self.title


class VignetteScore(models.Model):
    """How one colleague scored an invented case in one round. Read by that colleague; by others only in the spread."""

    vignette = models.ForeignKey(Vignette, models.CASCADE, related_name="scores")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vignette", "round", "by"], name="one_score_in_a_round")]
