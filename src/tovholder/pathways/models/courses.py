"""Courses of a municipality (Allerød): the school of an IGU, cancelled and planned anew, and courses of one's own."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company
from tovholder.pathways.models.plans import PlanPart
from tovholder.people.models import Person
from tovholder.placements.models import Placement

LESSON_STATES = ("asked", "booked", "held", "cancelled")


class SchoolCourse(models.Model):
    """A course for people in an IGU, at an institution; other municipalities may take seats where it says so."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # which tells of it
    title = models.CharField(max_length=160)
    institution = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_before = models.DateField()
    hours = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    for_others = models.BooleanField(default=False)
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_words = models.TextField(blank=True)
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="a_school_course_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_school_course_per_request",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "starts_on"], name="school_courses")]

    def __str__(self) -> str:
        return self.title


class SchoolSeat(models.Model):
    """One IGU on a course. A seat on a cancelled course waits until it is planned anew."""

    course = models.ForeignKey(SchoolCourse, models.CASCADE, related_name="taken")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller, as the person's
    added_on = models.DateField()
    instead_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "placement"],
                condition=models.Q(left_on__isnull=True),
                name="one_seat_of_an_igu_on_a_course",
            )
        ]
        indexes = [models.Index(fields=["organisation", "left_on"], name="school_seats")]


class LocalCourse(models.Model):
    """A course of the municipality's own: its course for new citizens, or the joint course of women."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)  # parameters: local_course_kinds
    title = models.CharField(max_length=160)
    place = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)  # a week
    leader = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="a_local_course_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["organisation", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_local_course_per_request",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LocalLesson(models.Model):
    """One lesson: what about and who gives it - a company, somebody in work, a role model or ourselves."""

    course = models.ForeignKey(LocalCourse, models.CASCADE, related_name="lessons")
    starts_at = models.DateTimeField()
    topic = models.CharField(max_length=24)  # parameters: lesson_topics
    giver = models.CharField(max_length=16)  # parameters: lesson_givers
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default="booked", choices=[(each, each) for each in LESSON_STATES])
    request_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "request_key"],
                condition=~models.Q(request_key=""),
                name="one_local_lesson_per_request",
            )
        ]
        indexes = [models.Index(fields=["course", "starts_at"], name="lessons_of_local_course")]


class LocalSeat(models.Model):
    """A course was offered to a citizen by somebody, and what the citizen said. No rule offers it."""

    course = models.ForeignKey(LocalCourse, models.CASCADE, related_name="offered")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    offered_on = models.DateField()
    offered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200)
    answer = models.CharField(max_length=3, blank=True, choices=[("yes", "yes"), ("no", "no")])
    answered_on = models.DateField(null=True, blank=True)
    part = models.ForeignKey(PlanPart, models.SET_NULL, null=True, blank=True, related_name="+")  # in the plan
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="a_local_course_is_offered_once")]
        indexes = [models.Index(fields=["organisation", "offered_on"], name="local_seats")]
