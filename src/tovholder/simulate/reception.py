"""The reception of the personas' municipality: a family on its way, a draft at the centre, one by mail, a checklist.

Told through the services when all parts are written. Opens no case: how many people there are stays as asked for."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.pathways import reception_services as handovers
from tovholder.pathways import reception_taking_services as taking
from tovholder.pathways import reception_task_services as tasks
from tovholder.pathways.models import Handover, ReceptionTask
from tovholder.pathways.reception_facts import HandoverFacts, MemberFacts
from tovholder.people.models import Person
from tovholder.simulate.region import HERLEV
from tovholder.simulate.scale import Scale, moment

_TIGRINYA: dict[str, Any] = {"languages": ("ti",), "needs_interpreter": True, "interpreter_language": "ti"}
SELAM = MemberFacts(
    given_name="Selam", family_name="Tesfay", phone="20304050", danish_track=2, skills=("general_cleaning",),
    work=(("Rengøring på hotel", 30),), schooling=(("Folkeskole", 8),), wishes=("cleaning",), literacy="own_script",
    **_TIGRINYA,
)  # fmt: skip
DAWIT = MemberFacts(
    given_name="Dawit", family_name="Tesfay", relation="spouse", phone="20304050", danish_track=1, **_TIGRINYA
)
OLENA = MemberFacts(given_name="Olena", family_name="Bondar", languages=("uk",), danish_track=3)
SAHRA = MemberFacts(given_name="Sahra", family_name="Warsame", languages=("so",))


@transaction.atomic
def tell(scale: Scale) -> None:
    """For the two personas who meet in it: the one at the asylum centre and the caseworker."""
    centre, worker = _persona("asylum_centre"), _persona("municipality")
    if centre is None or worker is None or worker.organisation_id is None:
        return
    now = moment(scale.today, 8)
    family = _on_its_way(centre, worker.organisation_id, now)
    _checked(family, ("bank", "danish_visitation"), centre, now)
    tasks.plan_meeting(handover_id=family.pk, planned_on=scale.today + timedelta(days=3), actor=worker, now=now)
    draft = HandoverFacts(receiver_id=worker.organisation_id, assigned_on=scale.today - timedelta(days=2))
    handovers.write(facts=draft, first=OLENA, actor=centre, now=now)
    mail = HandoverFacts(
        receiver_id=worker.organisation_id, sender_name="Center Birkely", assigned_on=scale.today - timedelta(days=20)
    )
    handovers.write(facts=mail, first=SAHRA, actor=worker, now=now)
    citizen = Person.objects.filter(login__is_persona=True, contact_id=worker.membership_id).order_by("pk").first()
    if citizen is not None:
        begun = taking.begin_for_case(person_id=citizen.pk, actor=worker, now=now)
        codes = ReceptionTask.objects.filter(handover=begun).exclude(code="doctor").values_list("code", flat=True)
        _checked(begun, tuple(codes), worker, now)


def _persona(kind: str) -> Actor | None:
    found = Membership.objects.filter(user__is_persona=True, role="caseworker", organisation__kind=kind)
    if kind == "municipality":
        found = found.filter(organisation__municipality_code=HERLEV)
    first = found.select_related("user", "organisation").order_by("pk").first()
    return accounts.actor_of(first) if first else None


def _on_its_way(centre: Actor, receiver_id: int, now: datetime) -> Handover:
    """Two grown-ups and two children: one for childcare, one for school."""
    told = now - timedelta(days=12)
    facts = HandoverFacts(
        receiver_id=receiver_id, assigned_on=told.date(), consent_on=told.date(),
        words="Familien vil gerne bo nær ved en skole. Mor har syet og gjort rent i mange år.",
    )  # fmt: skip
    made, _ = handovers.write(facts=facts, first=SELAM, actor=centre, now=told)
    year = now.year
    children = (("Miki", year - 3), ("Luwam", year - 9))
    members = [DAWIT] + [
        MemberFacts(given_name=name, family_name="Tesfay", relation="child", born_on=date(born, 1, 15))
        for name, born in children
    ]
    common: dict[str, Any] = {"handover_id": made.pk, "actor": centre, "now": told}
    for member in members:
        handovers.put_member(version=_version(made), facts=member, **common)
    handovers.send(version=_version(made), **common)
    days: dict[str, Any] = {"starts_on": now.date() + timedelta(days=4), "weekdays": (0, 1, 2, 3)}
    tasks.plan_course(version=_version(made), **common, **days)
    made.refresh_from_db()
    return made


def _version(handover: Handover) -> int:
    return Handover.objects.values_list("version", flat=True).get(pk=handover.pk)


def _checked(handover: Handover, codes: tuple[str, ...], actor: Actor, now: datetime) -> None:
    for code in codes:
        tasks.set_task(
            handover_id=handover.pk, code=code, version=1, state="done", mine=True, actor=actor,
            now=now,
        )  # fmt: skip
