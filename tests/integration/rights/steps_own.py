"""Steps on the citizen's own pages that case staff take: the ways in, answers to corrections, the welcome course."""

from collections.abc import Callable
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tests.integration.rights.steps_beside import Step
from tovholder.accounts.actors import Actor, system
from tovholder.pathways import mitid_services, observation_services, own_services, way_in_services
from tovholder.pathways.models import Correction, MitIDOpening, TeacherObservation
from tovholder.people.models import Person

PAPER = {"kind": "paper", "value": "", "check_how": "seen_with_papers"}
POST = {"kind": "digital_post", "value": "", "check_how": "registered"}


def way_in(name: str, /, after: str = "", **more: Any) -> Step:
    """A step of the ways in; `after` what stands already: the channels, or a link too."""

    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        told = {"person_id": person.pk, "actor": system("test"), "now": NOW}
        for channel in (PAPER, POST) if after else ():
            way_in_services.verify_channel(**told, **channel)
        if after == "link":
            way_in_services.make_link(**told, link_by="paper")
        call = getattr(way_in_services, name)
        return lambda: call(person_id=person.pk, actor=actor, now=NOW, **more)

    return step


def answer(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    told = Correction.objects.create(person=person, about="phone", words="Nyt nummer", told_at=NOW)
    return lambda: own_services.answer_correction(
        person_id=person.pk, correction_id=told.pk, version=1, answer="corrected", words="", actor=actor, now=NOW
    )


def welcome(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    return lambda: own_services.plan_welcome(
        person_id=person.pk, version=0, starts_on=NOW.date(), practice_weeks=4, actor=actor, now=NOW
    )


def open_by_mitid(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    Person.objects.filter(pk=person.pk).update(cpr_lookup="a number", login=None)
    return lambda: mitid_services.open_by_mitid(person_id=person.pk, actor=actor, now=NOW)


def taken_in(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    told = {"organisation": person.organisation, "on": NOW.date(), "answers": {"reading": 2}, "told_how": "told"}
    row = TeacherObservation.objects.create(person=person, made_at=NOW, **told)
    return lambda: observation_services.take_in(
        observation_id=row.pk, version=1, codes=["reading"], actor=actor, now=NOW
    )


def close_mitid(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    MitIDOpening.objects.create(person=person, cpr_lookup="a number", opened_at=NOW)
    return lambda: mitid_services.close_mitid(person_id=person.pk, actor=actor, now=NOW)


OWN_STEPS: dict[str, Step] = {
    "ways_in.verify_channel": way_in("verify_channel", **PAPER),
    "ways_in.end_channel": way_in("end_channel", after="channels", kind="paper"),
    "ways_in.make_link": way_in("make_link", after="channels", link_by="paper"),
    "ways_in.make_code": way_in("make_code", after="link", code_by="digital_post"),
    "ways_in.withdraw_link": way_in("withdraw_link", after="link"),
    "mitid.open_by_mitid": open_by_mitid,
    "mitid.close_mitid": close_mitid,
    "own.answer_correction": answer,
    "own.plan_welcome": welcome,
    "observations.take_in": taken_in,
}
