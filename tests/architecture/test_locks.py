"""A row is locked inside a transaction: PostgreSQL refuses it elsewhere, and every test runs inside one of its own, so
that only the source can tell."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "tovholder"
LOCKS = ("locked", "select_for_update", "writable", "hold")
# Asked by services that have begun one, which is looked at where they ask; `run` asks for its locks in batches.
WITHIN = {
    "companies.campaigns_services.locked",
    "companies.desk_services.move_all",
    "pathways.aftercare_services.own_case",
    "pathways.attendance_services.own_case",
    "pathways.consideration_services.settle_on_move",
    "pathways.consideration_services.take_back",
    "pathways.health_move_services.call_off_talks",
    "pathways.hearing_services.end_for_move",
    "pathways.hearing_services.open_hearings_about",
    "pathways.hearing_step_services.writable",
    "pathways.meetings_services.writable",
    "pathways.plans_services.own_case",
    "pathways.plans_services.own_open_case",
    "pathways.progress_instrument_services.version_to_use",
    "pathways.way_in_services.own_open_case",
    "people.services.case.writable",
    "people.services.case.writable_open",
    "placements.services.moving.writable",
    "retention.services.run",
}
LOCKING = {each.rpartition(".")[2] for each in WITHIN} - {"run"}


def functions(file: Path) -> dict[str, ast.FunctionDef]:
    return {each.name: each for each in ast.parse(file.read_text()).body if isinstance(each, ast.FunctionDef)}


def is_atomic(function: ast.FunctionDef) -> bool:
    return any("atomic" in ast.unparse(each) for each in function.decorator_list)


def outside(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in it and in no transaction that it begins."""
    for each in ast.iter_child_nodes(node):
        if not (isinstance(each, ast.With) and any("atomic" in ast.unparse(item) for item in each.items)):
            yield each
            yield from outside(each)


def called(function: ast.FunctionDef) -> set[str]:
    calls = [each.func for each in outside(function) if isinstance(each, ast.Call)]
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in calls}


def locks(function: ast.FunctionDef, beside: dict[str, ast.FunctionDef], seen: tuple[str, ...] = ()) -> bool:
    """Whether it locks a row outside a transaction, itself or by a function beside it."""
    if function.name in seen or is_atomic(function):
        return False
    names = called(function)
    return any(name.startswith(LOCKS) or name in LOCKING for name in names) or any(
        locks(beside[name], beside, (*seen, function.name)) for name in names & beside.keys()
    )


def test_services_lock_inside_a_transaction() -> None:
    found = set()
    for file in ROOT.rglob("*.py"):
        room = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        if "services" in room and not room.startswith("web."):
            beside = functions(file)
            asked = [each for name, each in beside.items() if not name.startswith("_") and locks(each, beside)]
            found |= {f"{room}.{each.name}" for each in asked}
    assert found == WITHIN
