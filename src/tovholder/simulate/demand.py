"""One profile written by a secretariat, a school and a union, one big project and the industries of the year: told
through the services when the region stands, so that their pages have something to show."""

from datetime import date, datetime, timedelta

from django.db import transaction

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.companies import demand_services, profile_services
from tovholder.companies.models import Company
from tovholder.companies.profile_rules import Content
from tovholder.simulate.frame_rows import Frame
from tovholder.simulate.making import Region
from tovholder.simulate.personas import HOTEL, KAREN
from tovholder.simulate.scale import first_of_month, moment, workday

CONTENT = Content(
    education="Grundskole eller mere. Papirer fra en skole i hjemlandet er ikke et krav.",
    experience="Arbejde i køkken, café eller stor husholdning.",
    danish_level=30,
    required=("food_hygiene",),
    useful=("dishwashing", "vegetable_prep"),
    practice="Fire uger i køkkenet: opvask, grønt og anretning. Målet er at kunne klare en morgenvagt.",
    schooling="Hygiejnekursus og dansk i køkkenet, tre uger.",
    prospects="Køkkenmedhjælper på 25 til 37 timer, senere ernæringsassistent.",
)
_WANTED = (("civil_labourer", 45, 7), ("concrete_worker", 30, 10), ("rail_worker", 25, 16), ("electrician", 12, 19))


@transaction.atomic
def tell(region: Region, frame: Frame) -> None:
    """Tell it all. Nothing here is about a citizen of ours."""
    actors, today = _Actors(region, frame), region.scale.today
    coordinator = actors.of("sekretariat", "coordinator")
    _profile(actors, coordinator, moment(workday(today - timedelta(days=40)), 10))
    _project(actors.member(KAREN), today, moment(workday(today - timedelta(days=60)), 11))
    demand_services.choose(
        year=today.year,
        industries=["kitchen", "cleaning", "construction"],
        reason="Flest åbne ordrer, og letbanen begynder næste år.",
        actor=coordinator,
        now=moment(workday(date(today.year, 1, 15)), 9),
    )


class _Actors:
    """Members of the region by where they are and what they do."""

    def __init__(self, region: Region, frame: Frame) -> None:
        self._members, self._frame = region.staff.members, frame

    def of(self, body: str, role: str) -> Actor:
        return self.member(next(each.number for each in self._members if (each.body, each.role) == (body, role)))

    def member(self, number: int) -> Actor:
        rows = Membership.objects.select_related("user", "organisation")
        return accounts.actor_of(rows.get(pk=self._frame.memberships[number])).for_purpose("simulation")


def _profile(actors: _Actors, lead: Actor, at: datetime) -> None:
    """Opened, written, said yes to, published; a second draft is under way, and an a-kasse has put somebody forward."""
    made = profile_services.open_profile(
        title="Køkkenmedhjælper", industry="kitchen", occupation="kitchen_helper", actor=lead, now=at
    )
    profile_services.write(profile_id=made.pk, edition=1, content=CONTENT, actor=lead, now=at)
    parties = [actors.of("fagforening", "steering_member"), actors.of("erhvervsskole", "school_consultant")]
    for number, party in enumerate(parties, 1):
        later = at + timedelta(days=number)
        profile_services.ask_party(profile_id=made.pk, organisation_id=party.organisation_id or 0, actor=lead, now=at)
        profile_services.answer(profile_id=made.pk, edition=2, agrees=True, actor=party, now=later)
    profile_services.publish(profile_id=made.pk, edition=2, actor=lead, now=at + timedelta(days=4))
    profile_services.begin_anew(profile_id=made.pk, actor=lead, now=at + timedelta(days=20))
    words = "Skriv også, at mødetiden er kl. 6: det spørger alle om."
    profile_services.comment(profile_id=made.pk, words=words, actor=parties[0], now=at + timedelta(days=22))
    _ask_hotel(made.pk, lead, at + timedelta(days=23))
    profile_services.nominate(
        profile_id=made.pk,
        reference="K-104",
        basis="agreed",
        answers={"danish": "yes"},
        actor=actors.of("akasse", "steering_member"),
        now=at + timedelta(days=25),
    )


def _ask_hotel(profile_id: int, lead: Actor, at: datetime) -> None:
    """The company of the personas is asked for its yes to the draft, and has not answered: its page has a button."""
    hotel = Company.objects.filter(name=HOTEL, organisation__isnull=False).first()
    if hotel is not None:
        profile_services.ask_party(
            profile_id=profile_id, organisation_id=hotel.organisation_id or 0, actor=lead, now=at
        )


def _project(actor: Actor, today: date, at: datetime) -> None:
    """A light rail over three years."""
    starts = first_of_month(today, -3)
    made = demand_services.plan(
        kind="project",
        title="Letbanen i Ring 3, næste etape",
        builder="Bygherren og to entreprenører, der ikke er valgt endnu",
        words="Jord- og betonarbejde først, så spor og el. Halvdelen skal kunne læres op på stedet.",
        starts_on=starts,
        ends_before=first_of_month(starts, -36),
        actor=actor,
        now=at,
    )
    for occupation, number, months in _WANTED:
        day = first_of_month(today, -months)
        demand_services.need(plan_id=made.pk, needed_on=day, occupation=occupation, number=number, actor=actor)
