"""Sheets of questions for the walk: a sent one and a draft of each person, an entered sheet, a note, an invented case.

Words about a citizen stand in the steps of the scale, so that a page that tells an answer tells a secret."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.architecture import leak_secrets as secret
from tovholder.pathways import progress_sheet
from tovholder.pathways.models import Instrument, InstrumentVersion, Measurement, MethodNote, Vignette, VignetteScore

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: "World") -> None:
    """Every person has a sheet of its own words, so that whoever reads an answer reads a secret of that person."""
    for number in (1, 2):
        world.keep("number", number)
    world.keep("code", "ar")
    for one in world.somebodies:
        _measured(world, one)
    for home in world.homes:
        _held(world, home)


def _sheet(words: str) -> dict[str, Any]:
    asked = progress_sheet.own_examples(on=date(2026, 1, 1))["way_to_work"]
    content = progress_sheet.as_json(asked)
    content["scale"] = [{"da": f"{words} {step}"} for step in range(1, 6)]
    return content


def _measured(world: "World", one: Any) -> None:
    at, by = world.homes[one.home], world.viewer(f"{one.home}/caseworker").membership
    held = Instrument.objects.create(organisation=at, title="Skema", made_at=world.now, retired_on=world.today)
    told: dict[str, Any] = {"instrument": held, "number": 1, "made_at": world.now}
    version = InstrumentVersion.objects.create(content=_sheet(one.secrets.words(secret.NOTES)), **told)
    told = {"person": one.row, "organisation": at, "sheet": version, "instrument": held, "moment": "along", "by": by}
    told |= {"begun_at": world.now, "changed_at": world.now}
    long_ago = world.now - timedelta(days=200)  # so that it is time to answer again
    sent = {"respondent": "caseworker", "answers": {"s_jobs": 2}, "beliefs": {"s_belief": 1}, "done_at": long_ago}
    world.keep("measurement_id", Measurement.objects.create(**told, **sent), one)
    draft = {"respondent": "caseworker", "answers": {"s_can": 3}}
    world.keep("measurement_id", Measurement.objects.create(**told, **draft), one)


def _held(world: "World", home: str) -> None:
    at, by = world.homes[home], world.viewer(f"{home}/team_leader").membership
    held = Instrument.objects.create(organisation=at, title=f"Skema {home}", by=by, made_at=world.now)
    told: dict[str, Any] = {"instrument": held, "number": 1, "made_at": world.now}
    version = InstrumentVersion.objects.create(content=_sheet("Trin"), **told)
    world.keep("instrument_id", held)
    noted: dict[str, Any] = {"organisation": at, "by": by, "at": world.now}
    MethodNote.objects.create(kind="grip", on=world.today, words="Tegn selv", **noted)
    case = Vignette.objects.create(
        organisation=at, sheet=version, title="Opdigtet", words="Opdigtet", made_at=world.now,
        rounds=[world.today.isoformat()],
    )  # fmt: skip
    VignetteScore.objects.create(vignette=case, round=1, by=by, answers={"s_jobs": 2}, at=world.now)
    world.keep("vignette_id", case)
