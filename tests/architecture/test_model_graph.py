"""Foreign keys point downwards like imports do; import-linter does not see the ones written as strings."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parents[2]
HOUSE = "tovholder."


def floors() -> dict[str, int]:
    """The height of each room, from the import contract: one house, one plan."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    plan = next(contract["layers"] for contract in contracts if contract["containers"] == ["tovholder"])
    return {room.strip(" ()"): -depth for depth, line in enumerate(plan) for room in line.split("|")}


def room_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1] if model.__module__.startswith(HOUSE) else ""


def links_between_rooms() -> list[tuple[type[Model], Field, type[Model]]]:
    return [
        (model, field, field.related_model)
        for model in apps.get_models()
        if room_of(model)
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model and room_of(field.related_model) not in ("", room_of(model))
    ]


def test_every_link_between_rooms_points_downwards() -> None:
    height = floors()
    upward = [
        f"{model.__name__}.{field.name} -> {target.__name__}"
        for model, field, target in links_between_rooms()
        if height[room_of(target)] >= height[room_of(model)]
    ]
    assert not upward


def test_no_link_lets_the_lower_room_look_up() -> None:
    """related_name="+": a person does not know its placements."""
    seen = [
        f"{model.__name__}.{field.name}" for model, field, _ in links_between_rooms() if not field.remote_field.hidden
    ]
    assert not seen


def test_there_are_links_to_judge() -> None:
    assert links_between_rooms()
