"""Support of one stay (Allerød): the job-support mentor offered, quick help, what the company asks at least, and how
the two are brought together."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.people.models import Person
from tovholder.placements.models import Placement

PARTIES = ("citizen", "company")
ANSWERS = ("yes", "no")
MOMENTS = ("before", "during", "after")


class MentorOffer(models.Model):
    """A job-support mentor was offered to the citizen or to the company, and what was answered."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    party = models.CharField(max_length=8, choices=[(each, each) for each in PARTIES])
    offered_on = models.DateField()
    offered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=3, blank=True, choices=[(each, each) for each in ANSWERS])
    answered_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    mentor = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "party"], name="a_mentor_is_offered_each_party_once"),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_on__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_on__isnull=False)),
                name="an_answer_to_a_mentor_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "offered_on"], name="mentor_offers")]


class QuickHelp(models.Model):
    """Citizen or company asked for help before, during or after the stay; by when it is due, and what was done."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=8, choices=[(each, each) for each in PARTIES])
    moment = models.CharField(max_length=6, choices=[(each, each) for each in MOMENTS])
    words = models.TextField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    helped_at = models.DateTimeField(null=True, blank=True)
    help = models.TextField(blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    helped_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_quick_help_per_request",
            )
        ]
        indexes = [models.Index(fields=["organisation", "helped_at", "due_at"], name="quick_help_due")]


class StayDemand(models.Model):
    """What the company asks at least for this stay, and how the citizen comes to meet it. In words, never a number."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    area = models.CharField(max_length=16)  # parameters: demand_areas
    words = models.CharField(max_length=200)
    met_by = models.CharField(max_length=24, blank=True)  # parameters: demand_answers; empty: nobody has looked yet
    noted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "area", "words"], name="a_company_asks_a_thing_once")
        ]


class StayArrangement(models.Model):
    """Something planned so that the stay can succeed: training side by side with a colleague, or an interpreter."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)  # parameters: arrangement_kinds
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=200)  # what is trained, or what the interpreter is for
    with_whom = models.CharField(max_length=120, blank=True)  # the colleague, as the company says
    language = models.CharField(max_length=3, blank=True)
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True) | models.Q(ends_before__gt=models.F("starts_on")),
                name="an_arrangement_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["placement", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_arrangement_per_request",
            ),
        ]
        indexes = [models.Index(fields=["placement", "starts_on"], name="arrangements_of_stay")]


class CardTaken(models.Model):
    """The citizen has taken an employer's competence card into the own CV. Taken out again, the row goes."""

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    taken_on = models.DateField()
