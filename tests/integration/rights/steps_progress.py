"""Steps on sheets of questions: a draft stands already where the step needs one."""

from collections.abc import Callable
from typing import Any

from tests.integration.region import NOW
from tests.integration.rights.scene import Scene
from tovholder.accounts.actors import Actor
from tovholder.pathways import progress_instrument_services, progress_services
from tovholder.pathways.models import Measurement
from tovholder.people.models import Person

Step = Callable[[Scene, Person, Actor, str], Callable[[], Any]]


def begin(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
    told = {"choice": "way_to_work", "respondent": "caseworker"}
    return lambda: progress_services.begin(person_id=person.pk, actor=actor, now=NOW, **told)  # type: ignore[arg-type]


def sheet(name: str, /, **more: Any) -> Step:
    def step(scene: Scene, person: Person, actor: Actor, scope: str) -> Callable[[], Any]:
        told = {"organisation_id": person.organisation_id, "now": NOW}
        version = progress_instrument_services.version_to_use("way_to_work", **told)
        draft = Measurement.objects.create(
            person=person, organisation_id=person.organisation_id, sheet=version, instrument_id=version.instrument_id,
            respondent="citizen", moment="along", begun_at=NOW, changed_at=NOW, answers={"c_jobs": 2},
        )  # fmt: skip
        call = getattr(progress_services, name)
        return lambda: call(measurement_id=draft.pk, actor=actor, now=NOW, **more)

    return step


PROGRESS_STEPS: dict[str, Step] = {
    "progress.begin": begin,
    "progress.answer": sheet("answer", code="c_can", value=3, seen=None),
    "progress.fill": sheet("fill", answers={"c_can": 3}, version=1, send=True),
    "progress.send": sheet("send", version=1),
    "progress.throw_away": sheet("throw_away", version=1),
}
