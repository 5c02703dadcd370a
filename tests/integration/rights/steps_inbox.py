"""Steps on what a citizen asks: taken down, taken, sent on, answered."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tests.integration.rights.steps_beside import Step
from tovholder.accounts.actors import Actor
from tovholder.pathways import inbox_services
from tovholder.pathways.models import Enquiry
from tovholder.people.models import Person


def on_enquiry(name: str, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        row = Enquiry.objects.create(
            person=person, kind="talk", words="Ring", received_at=NOW, warn_at=NOW, due_at=NOW + timedelta(days=2),
            role="caseworker", reason="enquiry.to_role",
        )  # fmt: skip
        call = getattr(inbox_services, name)
        return lambda: call(enquiry_id=row.pk, version=1, actor=actor, now=NOW, **more)

    return step


def ask(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    told = inbox_services.Told("talk", "Ring", "phone")
    return lambda: inbox_services.ask(person_id=person.pk, told=told, actor=actor, now=NOW)


INBOX_STEPS: dict[str, Step] = {
    "inbox.ask": ask,
    "inbox.take": on_enquiry("take"),
    "inbox.send_on": on_enquiry("send_on", role="caseworker", owner_id=None, words="Dit"),
    "inbox.answer": on_enquiry("answer", words="Ja"),
}
