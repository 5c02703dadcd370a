"""House rules of forms, over all of them: free text goes through one field, and a form sent twice makes one thing."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture import walked_forms
from tests.architecture.leak_region import World

WEB = Path(__file__).resolve().parents[2] / "src" / "tovholder" / "web"
PYTHON = sorted(path for path in WEB.rglob("*.py"))
# Fields of one line that hold a number or a code by their nature, or are never kept.
NO_WORDS = {"cpr", "cvr", "p_number", "phone", "country", "navn"}
# Made by somebody's finger: each must be reached by the walk below, so that it cannot pass by sending nothing.
CREATING = {
    "staff:register_contact", "staff:register_person", "staff:labour_notes", "staff:courses", "staff:agreement_new",
    "staff:agreement", "staff:order_take", "staff:company_add_contact", "staff:company_new", "company:need",
    "staff:placement_step", "staff:campaign_new", "staff:survey_new", "staff:offer_new", "staff:channel_new",
    "staff:teams", "staff:outreach", "company:offer_new", "company:channel_new",
}  # fmt: skip
NUMBER = "010190-1234"  # nobody's: there is no such number with this check digit


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """(name it is given to, call) of all fields written in a file."""
    found: list[tuple[str, ast.Call]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            target = node.targets[0]
            found.append((target.id if isinstance(target, ast.Name) else ast.unparse(target), node.value))
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            found += [
                (str(key.value), value.body)
                for key, value in pairs
                if isinstance(key, ast.Constant) and isinstance(value, ast.Lambda) and isinstance(value.body, ast.Call)
            ]
    return found


def test_every_free_text_of_a_form_goes_through_the_field_that_asks_about_numbers() -> None:
    wrong = [
        f"{path.relative_to(WEB)}: {name}"
        for path in PYTHON
        for name, call in calls(path)
        if ast.unparse(call.func) == "forms.CharField"
        and name not in NO_WORDS
        and "HiddenInput" not in ast.unparse(call)
    ]
    assert not wrong, "use tovholder.web.shared.free_text.FreeText"


def test_every_amount_with_decimals_goes_through_the_field_that_takes_a_comma() -> None:
    """A browser in another language makes 25 of "2,5" in a field of its own for numbers, and says nothing."""
    own = re.compile(r"\b(?:DecimalField|FloatField)\b|\bstep=.?(?:any|0?\.)|inputmode=.?decimal")
    written = [path for path in sorted([*PYTHON, *WEB.rglob("*.html")]) if path.name != "numbers.py"]
    wrong = [path.relative_to(WEB).as_posix() for path in written if own.search(path.read_text(encoding="utf-8"))]
    assert not wrong, "use tovholder.web.shared.numbers.AmountField"


def test_no_form_has_an_area_of_words_of_its_own() -> None:
    own = [path.name for path in PYTHON if "forms.Textarea" in path.read_text(encoding="utf-8")]
    written_in = re.compile(r"<textarea(?![^>]*\breadonly\b)")  # one that only shows words takes none
    templates = [path.name for path in WEB.rglob("*.html") if written_in.search(path.read_text(encoding="utf-8"))]
    assert (own, templates) == (["free_text.py"], [])


@pytest.mark.full
def test_a_number_typed_into_any_text_of_any_form_is_not_written_anywhere(world: World) -> None:
    wrong, fields = [], 0
    for sent in walked_forms.forms(world):
        for field in sent.texts:
            if field in NO_WORDS:
                continue
            fields += 1
            written = walked_forms.written_with(sent, field, f"Se {NUMBER} i dag", NUMBER)
            wrong += [f"{sent.asker.viewer.name} {sent.path} {field}: {statement}" for statement in written]
    assert not wrong
    assert fields > 40


@pytest.mark.full
def test_a_form_sent_twice_makes_one_thing(world: World) -> None:
    """It carries a key, or its service is one that may be asked twice."""
    twice, once = [], set()
    for sent in walked_forms.forms(world):
        first, second = walked_forms.made_by_each(sent)
        if first:
            once.add(sent.route)
        if second:
            twice.append(f"{sent.asker.viewer.name} {sent.path}: {second}")
    assert not twice
    assert not CREATING - once, f"the walk made nothing at {sorted(CREATING - once)}"
