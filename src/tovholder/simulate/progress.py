"""A few answers to our own example sheet, so that the pages of progression show what they are for: of the citizen who
signs in in the demo and two more of the same caseworker. Told through the services, on days of the past."""

from datetime import date, timedelta

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import progress_instrument_services as instruments
from tovholder.pathways import progress_services as services
from tovholder.people.models import Person
from tovholder.simulate.scale import moment

_SHEET = "way_to_work"
# Weeks ago, the citizen's answers and the caseworker's, in the order of the example's questions; None: does not know.
_TALKS: tuple[tuple[int, tuple[int | None, ...], tuple[int, ...]], ...] = (
    (40, (1, 2, 1, 2, 3, 1), (1, 2, 2, 2, 3, 1)),
    (27, (2, 3, 2, 2, 3, None), (2, 2, 2, 3, 3, 2)),
    (14, (2, 3, 2, 3, 4, 2), (2, 3, 2, 3, 2, 2)),
    (2, (3, 4, 3, 3, 4, 3), (2, 4, 3, 3, 2, 3)),
)
_AXES = ("jobs", "can", "danish", "everyday", "help", "next")
_MOST = 3


def tell(today: date) -> int:
    """How many people were told of: by their order alone, so the same region is told the same."""
    first = (
        Person.objects.filter(login__isnull=False, contact__isnull=False, closed_on__isnull=True).order_by("pk").first()
    )
    if first is None or first.contact is None:
        return 0
    actor = accounts.actor_of(first.contact).for_purpose("simulation")
    others = Person.objects.filter(contact=first.contact, closed_on__isnull=True, pending_import__isnull=True)
    people = [first, *others.exclude(pk=first.pk).order_by("pk")[: _MOST - 1]]
    for number, person in enumerate(people):
        _answers(person, actor, today, talks=len(_TALKS) - number)
    services.begin(
        person_id=first.pk, choice=_SHEET, respondent="citizen", moment="along", language="ar", second="da",
        actor=actor, now=moment(today, 7),
    )  # fmt: skip
    _grip(actor, today)
    _invented(actor, today)
    return len(people)


def _answers(person: Person, actor: Actor, today: date, *, talks: int) -> None:
    for weeks, citizen, caseworker in _TALKS[-talks:]:
        now = moment(today - timedelta(weeks=weeks), 10)
        for respondent, letter, values in (("citizen", "c", citizen), ("caseworker", "s", caseworker)):
            given = {f"{letter}_{axis}": value for axis, value in zip(_AXES, values, strict=True)}
            if respondent == "caseworker":
                given["s_belief"] = 3
            made = services.begin(
                person_id=person.pk, choice=_SHEET, respondent=respondent, together=respondent == "citizen",
                actor=actor, now=now,
            )  # fmt: skip
            services.fill(measurement_id=made.pk, answers=given, version=made.version, actor=actor, now=now, send=True)


def _invented(actor: Actor, today: date) -> None:
    """An invented case that the house has scored twice, half a year between: enough colleagues for a spread."""
    house = Membership.objects.filter(organisation_id=actor.organisation_id, active=True).select_related("user")
    leader = house.filter(role=Role.TEAM_LEADER).order_by("pk").first()
    scorers = list(house.filter(role__in=CASE_ROLES).select_related("organisation").order_by("pk")[:6])
    if leader is None:
        return
    lead, begun = accounts.actor_of(leader).for_purpose("simulation"), today - timedelta(weeks=26)
    case = instruments.make_vignette(
        title="Den opdigtede Rania", choice=_SHEET, actor=lead, now=moment(begun, 9),
        words="Rania taler lidt dansk og nævner et job i et køkken. Hun er i tvivl om timerne.",
    )  # fmt: skip
    for number, day in enumerate((begun, today - timedelta(weeks=1))):
        if number:
            instruments.next_round(vignette_id=case.pk, version=case.version, actor=lead, now=moment(day, 9))
        for place, colleague in enumerate(scorers):
            answers = {f"s_{axis}": 1 + (place * (at + 1) + number) % 4 for at, axis in enumerate(_AXES)}
            own = accounts.actor_of(colleague).for_purpose("simulation")
            instruments.score(vignette_id=case.pk, answers=answers, actor=own, now=moment(day, 10))


def _grip(actor: Actor, today: date) -> None:
    instruments.note_method(
        kind="grip", on=today - timedelta(days=9), instrument=_SHEET, shared=True, actor=actor, now=moment(today, 8),
        words="Lad borgeren selv pege på det punkt i stjernen, der har flyttet sig. Spørg så: hvad hjalp?",
    )  # fmt: skip
