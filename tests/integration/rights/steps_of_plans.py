"""Steps in a citizen's plan: made lawful first, as in `steps`."""

from collections.abc import Callable
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tests.integration.rights.steps_beside import TODAY, Step
from tovholder.accounts.actors import Actor
from tovholder.pathways import contract_services, plans_services, transfer_family_services, transfer_services
from tovholder.pathways.models import AroundPerson, Contract, PlanPart, PlanText, Transfer
from tovholder.people.models import Person, Segment

WORDS = plans_services.PlanWords(agreed="Praktik")
PART = plans_services.NewPart(kind="danish", starts_on=TODAY)
HELPER = plans_services.Helper(role="housing", name="Hanne", starts_on=TODAY)
ANSWERS = dict.fromkeys(
    ("talked_with", "understood", "competences_known", "work_now", "hindrance_named", "tried"), "yes"
)


def _plain(service: Callable[..., Any], **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        return lambda: service(person_id=person.pk, actor=actor, now=NOW, **more)

    return step


def _with(name: str, make: Callable[[Scene, Person], int], service: Callable[..., Any], **more: Any) -> Step:
    """A step on something that stands in the plan: `name` is what the service calls it."""

    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        found = make(scene, person)
        return lambda: service(person_id=person.pk, actor=actor, now=NOW, **{name: found}, **more)

    return step


def _follows(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    _sent(scene, person)
    return lambda: transfer_family_services.send_along(person_id=person.pk, actor=actor, now=NOW)


def _text(scene: Scene, person: Person) -> int:
    return PlanText.objects.create(person=person, number=1, agreed="x", written_at=NOW).number


def _contract(scene: Scene, person: Person) -> int:
    return Contract.objects.create(person=person, number=1, goal="x", efforts="x", written_at=NOW).number


def _part(scene: Scene, person: Person) -> int:
    return PlanPart.objects.create(person=person, kind="danish", starts_on=TODAY, added_at=NOW).pk


def _helper(scene: Scene, person: Person) -> int:
    return AroundPerson.objects.create(person=person, role="housing", name="x", starts_on=TODAY).pk


def _sent(scene: Scene, person: Person) -> int:
    there = scene.region.helsingor if person.organisation != scene.region.helsingor else scene.region.fredensborg
    return Transfer.objects.create(
        person=person, sender=person.organisation, receiver=there, moves_on=TODAY, sent_at=NOW
    ).pk


def _version(scene: Scene, person: Person) -> int:
    return person.version


def _in_group(scene: Scene, person: Person) -> str:
    Segment.objects.create(person=person, code="young", reason="x", since=TODAY)
    return "young"


def _elsewhere(scene: Scene, person: Person) -> int:
    at = scene.region.helsingor if person.organisation != scene.region.helsingor else scene.region.fredensborg
    return at.pk


PLAN_STEPS: dict[str, Step] = {
    "plans.write_plan": _plain(plans_services.write_plan, number=0, words=WORDS),
    "plans.write_own_goal": _plain(plans_services.write_own_goal, number=0, own_goal="Kok"),
    "plans.accept_plan": _with("number", _text, plans_services.accept_plan),
    "plans.add_part": _plain(plans_services.add_part, part=PART),
    "plans.end_part": _with("part_id", _part, plans_services.end_part, last_day=TODAY),
    "plans.add_helper": _plain(plans_services.add_helper, helper=HELPER),
    "plans.followed_up": _with("helper_id", _helper, plans_services.followed_up, on=TODAY),
    "plans.end_helper": _with("helper_id", _helper, plans_services.end_helper, on=TODAY),
    "contract.write_contract": _plain(contract_services.write_contract, number=0, goal="Job", efforts="Dansk"),
    "contract.set_clock_aside": _plain(contract_services.set_clock_aside, latest_by=TODAY, reason="x"),
    "contract.sign_contract": _with("number", _contract, contract_services.sign_contract),
    "contract.note_signature": _with("number", _contract, contract_services.note_signature, on=TODAY),
    "contract.visit": _with(
        "version", _version, contract_services.visit, code="job_ready", on=TODAY, answers=ANSWERS, reason="x"
    ),
    "contract.put_in_segment": _plain(contract_services.put_in_segment, code="young", reason="x"),
    "contract.take_out_of_segment": _with(
        "code",
        _in_group,  # type: ignore[arg-type]
        contract_services.take_out_of_segment,
        reason="x",
    ),
    "transfers.send": _with("receiver_id", _elsewhere, transfer_services.send, moves_on=TODAY, words=""),
    "families.send_all": _with("receiver_id", _elsewhere, transfer_family_services.send_all, moves_on=TODAY, words=""),
    "families.send_along": _follows,
    "transfers.withdraw": _with("transfer_id", _sent, transfer_services.withdraw),
}
