"""Engine runs, ranked suggestions, and the human decision on each with its reason."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import JobOrder
from tovholder.people.models import Person
from tovholder.placements.models import Placement

STATUSES = (
    "proposed",
    "contacted",
    "accepted_by_citizen",
    "declined_by_citizen",
    "shown_to_company",
    "interview",
    "chosen",
    "not_chosen",
    "withdrawn",
)
ENDED = ("declined_by_citizen", "not_chosen", "withdrawn")
SEEN = "seen"  # target of the event of whoever has seen that a proposal ended; no status
KNOWS = (*ENDED, SEEN)  # targets of events whose author knows of the end


class WeightsVersion(models.Model):
    """The weights of the parts, seen by all, changed by the secretariat; every version is kept."""

    weights = models.JSONField()  # {part: integer}, summing to 100
    reason = models.TextField()
    by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()


class MatchRun(models.Model):
    """One run of the engine: what went in (fingerprint, versions), when, and how it went. Can be replayed."""

    kind = models.CharField(max_length=8, choices=[(k, k) for k in ("nightly", "refresh")])
    as_of = models.DateTimeField()
    weights = models.ForeignKey(WeightsVersion, models.PROTECT, related_name="+")
    rules_version = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, blank=True)
    people = models.PositiveIntegerField(default=0)
    orders = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=dict)  # timings in ms, exposure measures
    inputs_path = models.CharField(max_length=200, blank=True)  # pseudonymised, under the home folder
    inputs_delete_on = models.DateField(null=True, blank=True)


class Ranking(models.Model):
    """The current ranking of one order: one row, so that its page costs one query."""

    order = models.OneToOneField(JobOrder, models.CASCADE, related_name="+")
    run = models.ForeignKey(MatchRun, models.PROTECT, related_name="+")
    as_of = models.DateTimeField()
    entries = models.JSONField()  # [{person, score, price, parts: {...}}], best first
    ask_first = models.JSONField(default=list)  # [{person, gates: [...]}]
    near_misses = models.JSONField(default=list)  # [{person, closed: [{gate, needed}]}]
    gate_counts = models.JSONField(default=dict)  # {gate: closed for how many}
    plan = models.JSONField(default=dict)  # {places, price, people: [...]}: who would come if all went at once


class PersonRanking(models.Model):
    """The reverse: the best orders for one person, or the stated reason for having none."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    run = models.ForeignKey(MatchRun, models.PROTECT, related_name="+")
    as_of = models.DateTimeField()
    entries = models.JSONField()  # [{order, score, price, parts}]
    reason_none = models.JSONField(default=dict)  # {code, facts}
    plan = models.JSONField(default=dict)  # {order, profit, under_way, instead: [[order, why, how many go there]]}


class Proposal(models.Model):
    """A human proposes this person for this order. From here on every step is a person's decision."""

    order = models.ForeignKey(JobOrder, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the person's controller
    run = models.ForeignKey(MatchRun, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=20, default="proposed", choices=[(s, s) for s in STATUSES])
    pseudonym = models.CharField(max_length=12)  # of this person for this order only
    score = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    citizen_accepted_at = models.DateTimeField(null=True, blank=True)
    caseworker_accepted_at = models.DateTimeField(null=True, blank=True)
    interview_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # parameters: not_chosen_reasons
    reason_words = models.TextField(blank=True)
    placement = models.OneToOneField(Placement, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "person"],
                condition=~models.Q(status__in=ENDED),
                name="one_open_proposal_per_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=("shown_to_company", "interview", "chosen"))
                | (models.Q(citizen_accepted_at__isnull=False) & models.Q(caseworker_accepted_at__isnull=False)),
                name="both_accepted_before_the_company_sees",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=ENDED) | ~models.Q(reason=""), name="a_no_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["order", "status"], name="proposals_of_order"),
            models.Index(fields=["person", "status"], name="proposals_of_person"),
            models.Index(fields=["organisation", "status", "touched_at"], name="proposals_of_organisation"),
        ]


class ProposalEvent(models.Model):
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        indexes = [  # who ended a proposal, or has seen its end: few of many
            models.Index(fields=["proposal", "by"], condition=models.Q(target__in=KNOWS), name="who_knows_of_the_end")
        ]


class ProposalCount(models.Model):
    """What is left of proposals that were deleted: a number in a sum, so that figures stay what they were."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller of the people
    status = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()  # in which they were made
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "status", "reason", "year"], name="one_sum_of_deleted_proposals"
            )
        ]
