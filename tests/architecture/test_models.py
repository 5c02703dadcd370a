"""Everything that says something about a person is written by a service that leaves a trace, and kept for a known time.

Health and group attributes are read where this page says, and nowhere else."""

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from tests.architecture.sources import nodes, parsed
from tools import data_dictionary
from tovholder.people.models import Person

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "tovholder"
PERSONAL = {"personal", "special", "protected"}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "delete", "save"}
# What is made without a human: the nightly lists are one logged run, and rows of a file are logged with the file.
BATCH = {"Ranking", "PersonRanking", "MatchRun", "ImportRow"}
# Written by nobody yet but the simulator: no page of this release asks for them.
NOBODY_WRITES = {"Background"}
# Bulk ways in that tests prove alike with the services, and the services themselves.
MAY_WRITE = re.compile(
    r"(^|/)(services|services/.*|\w*_services|simulate/.*|importing|applying|runs|staging|retention)$"
)
# What a retention module deletes is told by the step that calls it, as one line for a batch (test_retention.py).
# Steps inside a service of the same room, which leaves the trace of the whole.
INSIDE_A_SERVICE = {"placements/services/rhythm.py"}
READS_CONSIDERATIONS = {
    "people/models.py",  # what it is
    "people/portrait.py",  # the case page, which shows it inside the own case scope
    "people/services/sections.py",  # own case staff write it
    "people/services/importing.py",
    "proposals/arrays.py",  # the gate: which tasks it closes, never why
    "simulate/people_rows.py",
}
READS_BACKGROUND = {"people/models.py", "simulate/people_rows.py"}
MATCHING = ("engine", "proposals")
GROUPS = {"Background", "gender", "citizenship", "origin_country", "mother_tongue"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the product but migrations, parsed, by its path in the house."""
    found = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
    return {str(path.relative_to(SOURCE)): parsed(path) for path in found}


@cache
def personal_models() -> frozenset[str]:
    """Names of the models with a field the data dictionary calls personal, and of all that point to a person."""
    written = data_dictionary.sections(data_dictionary.FILE.read_text(encoding="utf-8"))
    told = {
        label.split(".")[-1]
        for label, (_, table) in written
        if any(len(cells) > 1 and cells[1] in PERSONAL for cells in table.values())
    }
    return frozenset(told | {model.__name__ for model in apps.get_models() if points_to_a_person(model)})


def points_to_a_person(model: type[Model]) -> bool:
    return any(field.related_model is Person for field in model._meta.fields)


def writers() -> dict[str, set[str]]:
    """{model: modules that write it}, as in `Model.objects.create(...)` or `Model.objects.filter(...).update(...)`."""
    found: dict[str, set[str]] = {}
    for path, tree in modules().items():
        for node in nodes(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                chain = ast.unparse(node.func)
                if match := re.match(r"(\w+)\.objects\b", chain):
                    found.setdefault(match.group(1), set()).add(path)
    return found


def leaves_a_trace(path: str) -> bool:
    """The module calls audit.record, or a function of its room that does."""
    text = (SOURCE / path).read_text(encoding="utf-8")
    return bool(re.search(r"audit\.record\(|\b_audit\(|\bsaved\(|\bmove\(|\b_saved\(|\b_recorded\(", text))


def test_there_are_personal_models_and_writers_to_judge() -> None:
    assert {"Person", "Placement", "Contact", "Proposal", "BankEntry", "CourseSeat"} <= personal_models()
    assert {"Contact", "Access", "PoolSharing"} <= writers().keys()


def test_what_is_about_a_person_is_written_in_services_only() -> None:
    outside = {
        f"{model} in {path}"
        for model, paths in writers().items()
        if model in personal_models() - BATCH
        for path in paths
        if not MAY_WRITE.search(path.removesuffix(".py")) and not path.startswith(("accounts/", "imports/"))
    }
    assert not outside


def test_every_service_that_writes_about_a_person_leaves_a_trace() -> None:
    silent = {
        f"{model} in {path}"
        for model, paths in writers().items()
        if model in personal_models() - BATCH
        for path in paths
        if "services" in path and path not in INSIDE_A_SERVICE and not leaves_a_trace(path)
    }
    assert not silent


def test_group_attributes_and_segments_have_no_page_yet_and_are_listed_when_they_get_one() -> None:
    assert not NOBODY_WRITES & writers().keys()


def test_nobody_writes_through_a_model_in_the_pages() -> None:
    through = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if path.startswith("web/")
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]
    assert not through


def names_in(tree: ast.Module) -> set[str]:
    return {node.id for node in nodes(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in nodes(tree) if isinstance(node, ast.Attribute)
    }


def test_considerations_are_read_by_the_named_modules_only() -> None:
    readers = {
        path for path, tree in modules().items() if "Consideration" in names_in(tree) or path == "people/models.py"
    }
    assert readers <= READS_CONSIDERATIONS


def test_group_attributes_are_read_by_nobody_but_the_simulator_that_makes_them() -> None:
    readers = {path for path, tree in modules().items() if "Background" in names_in(tree)} | {"people/models.py"}
    assert readers == READS_BACKGROUND


def test_matching_knows_no_group_attributes() -> None:
    """Not as a model, not as a field, not as a word in a query."""
    known = {
        f"{path}: {word}"
        for path, tree in modules().items()
        if path.startswith(MATCHING)
        for word in GROUPS & (names_in(tree) | texts_in(tree))
    }
    assert not known


def texts_in(tree: ast.Module) -> set[str]:
    """Strings of a module but its docstrings, cut at the double underscores of queries."""
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in nodes(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    texts = {node.value for node in nodes(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {part for text in texts - docstrings for part in text.split("__")}


def test_every_model_about_a_person_is_kept_by_a_period_of_the_parameters() -> None:
    """A reason instead of a period is for tables without persons; what is about a citizen has a number of days."""
    sections = dict(data_dictionary.sections(data_dictionary.FILE.read_text(encoding="utf-8")))
    endless = {
        label
        for label, (intro, _) in sections.items()
        if label.split(".")[-1] in {model.__name__ for model in apps.get_models() if points_to_a_person(model)}
        and not re.search(r"^Kept: `\w+`", intro, flags=re.MULTILINE)
    }
    assert not endless
