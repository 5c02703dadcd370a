"""Some of the first cases have a plan in words, a contract, things that run side by side, helpers; one is on the move.

Told through the services when everything else is written, by the case's own contact, and by order alone."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Organisation
from tovholder.pathways import contract_services, plans_services, transfer_services
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.simulate.region import HERLEV
from tovholder.simulate.scale import moment

_MOST = 16
_GOALS = ("Jeg vil arbejde i et køkken", "Jeg vil have et job tæt på mine børns skole", "Jeg vil være sosu-hjælper")
_STEPS = ("Møde med køkkenchefen", "Besøg i en daginstitution", "Ring til sprogcentret om aftenhold")
_ANSWERS = dict.fromkeys(("talked_with", "understood", "competences_known", "hindrance_named"), "yes")


def tell(today: date) -> int:
    """How many plans were told."""
    cases = Person.objects.filter(closed_on=None, contact__isnull=False, pending_import=None)
    found = cases.filter(organisation__municipality_code=HERLEV, contact__active=True).select_related(
        "contact__user", "contact__organisation"
    )
    people = list(found.order_by("pk")[:_MOST])
    for number, person in enumerate(people):
        if person.contact is not None:
            _plan(person, number, today, accounts.actor_of(person.contact))
    _moves(today)
    return len(people)


def _plan(person: Person, number: int, today: date, actor: Actor) -> None:
    now = moment(today, 8)
    words = plans_services.PlanWords(
        own_goal=_GOALS[number % 3],
        agreed="Dansk og praktik side om side. Vi taler sammen hver måned.",
        next_step=_STEPS[number % 3],
        next_step_on=today + timedelta(days=7 + number),
    )
    who = {"person_id": person.pk, "actor": actor, "now": now}
    plans_services.write_plan(number=0, words=words, **who)  # type: ignore[arg-type]
    if number % 3:
        plans_services.accept_plan(number=1, **who)  # type: ignore[arg-type]
    for kind, stay_kind, text, ahead, hours in _parts(number):
        part = plans_services.NewPart(
            kind=kind,
            stay_kind=stay_kind,
            words=text,
            starts_on=today + timedelta(days=ahead),
            last_day=today + timedelta(days=max(ahead, 0) + 120),
            hours=Decimal(hours),
        )
        plans_services.add_part(part=part, **who)  # type: ignore[arg-type]
    role, name = (("housing", "Hanne Boligsen"), ("language_centre", "Lene Lærersen"))[number % 2]
    helper = plans_services.Helper(role=role, name=name, starts_on=today - timedelta(days=30))
    plans_services.add_helper(helper=helper, **who)  # type: ignore[arg-type]
    _law(person, number, now, actor)


def _parts(number: int) -> list[tuple[str, str, str, int, int]]:
    found = [("danish", "", "Modul 3, aftenhold", -60, 12), ("mentor", "", "En time om ugen", -20, 1)]
    if number % 2 == 0:
        found += [("health", "", "", -10, 2), ("company", "wage_subsidy_private", "Køkkenet", 60, 25)]
    return found


def _law(person: Person, number: int, now: datetime, actor: Actor) -> None:
    """A contract, signed by two of three; a visitation by the same questions for all."""
    who = {"person_id": person.pk, "actor": actor, "now": now}
    efforts = "Borgeren går til dansk og i praktik. Kommunen følger op hver måned."
    contract_services.write_contract(number=0, goal="Et job inden for et år", efforts=efforts, **who)  # type: ignore[arg-type]
    if number % 3:
        contract_services.sign_contract(number=1, **who)  # type: ignore[arg-type]
        contract_services.note_signature(number=1, on=now.date(), **who)  # type: ignore[arg-type]
    answers = _ANSWERS | {"work_now": "yes" if number % 2 else "no", "tried": "unknown"}
    version = Person.objects.values_list("version", flat=True).get(pk=person.pk)
    contract_services.visit(
        version=version,
        code="job_ready",
        on=now.date(),
        answers=answers,
        reason="Vil gerne i gang.",
        **who,  # type: ignore[arg-type]
    )


def _moves(today: date) -> None:
    """Somebody of a neighbour moves to Herlev, and waits for the answer."""
    herlev = Organisation.objects.filter(municipality_code=HERLEV).first()
    busy = Placement.objects.filter(status__in=HOLDS_A_PLACE).values("person_id")
    others = Person.objects.filter(closed_on=None, protected=False, contact__active=True, pending_import=None)
    found = others.exclude(organisation=herlev).exclude(pk__in=busy).select_related("contact__user").order_by("pk")
    person = found.first()
    if herlev is None or person is None or person.contact is None:
        return
    transfer_services.send(
        person_id=person.pk,
        receiver_id=herlev.pk,
        moves_on=today + timedelta(days=14),
        words="Familien har fået en bolig hos jer. Ring gerne.",
        actor=accounts.actor_of(person.contact),
        now=moment(today, 8),
    )
