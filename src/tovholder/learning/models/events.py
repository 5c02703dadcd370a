"""Events with companies: fairs, visits, matchmaking days with a bus, meetings of HR networks; who comes, what came."""

from django.db import models

from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company
from tovholder.people.models import Person

BOOKING_STATES = ("booked", "waiting", "cancelled")


class Network(models.Model):
    """Companies' HR people who meet and ask each other; free of charge (S19-2)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class NetworkMember(models.Model):
    """A company that takes part, from and until."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="members")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "company"], name="a_company_is_once_in_a_network")]


class NetworkPost(models.Model):
    """A question or a piece of news in a network, or an answer to one. About work, never about citizens."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="posts")
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()


class Event(models.Model):
    """A day with a time, a place and seats."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who answers for it
    network = models.ForeignKey(Network, models.SET_NULL, null=True, blank=True, related_name="meetings")
    kind = models.CharField(max_length=24)  # parameters: event_kinds
    title = models.CharField(max_length=160)
    organiser = models.CharField(max_length=160, blank=True)  # who holds it with us, in words
    place = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Awareness, as counts: how many of those asked knew the companies, before and after (S19-1).
    asked_before = models.PositiveIntegerField(null=True, blank=True)
    knew_before = models.PositiveIntegerField(null=True, blank=True)
    asked_after = models.PositiveIntegerField(null=True, blank=True)
    knew_after = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="an_event_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["organisation", "starts_at"], name="events_of_organisation")]

    def __str__(self) -> str:
        return self.title


class EventBus(models.Model):
    """A bus to the event: where and when it leaves."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="buses")
    departs_from = models.CharField(max_length=120)
    departs_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.departs_from


class EventSession(models.Model):
    """A company's part of the event: it is asked, answers, and may meet as many as it has seats for."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=3, blank=True, choices=[("yes", "yes"), ("no", "no")])
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "company", "starts_at"], name="a_company_has_one_session_at_a_time"
            )
        ]


class EventBooking(models.Model):
    """A citizen booked by the own municipality."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="bookings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the controller, as the person's
    session = models.ForeignKey(EventSession, models.SET_NULL, null=True, blank=True, related_name="bookings")
    bus = models.ForeignKey(EventBus, models.SET_NULL, null=True, blank=True, related_name="bookings")
    state = models.CharField(max_length=10, default="booked", choices=[(s, s) for s in BOOKING_STATES])
    booked_at = models.DateTimeField()
    came = models.BooleanField(null=True, blank=True)
    outcome = models.CharField(max_length=24, blank=True)  # parameters: event_outcomes
    follow_up_on = models.DateField(null=True, blank=True)
    followed_up_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="booked_once_for_an_event")]


class EventGroup(models.Model):
    """How many come from a school or another body. A number, nobody's name."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="groups")
    name = models.CharField(max_length=160)
    number = models.PositiveSmallIntegerField()
    bus = models.ForeignKey(EventBus, models.SET_NULL, null=True, blank=True, related_name="groups")
    came = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="a_group_once_for_an_event")]


class EventOutcome(models.Model):
    """What came of an event for others than citizens: so many of a kind at a company, as a number."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="outcomes")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=24)  # parameters: event_outcomes
    number = models.PositiveSmallIntegerField()
    noted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "company", "kind"], name="one_count_of_a_kind_at_a_company")
        ]
