"""The house rules that can be seen in the files themselves."""

import ast
import re
from pathlib import Path

import pytest

from tests import asked_of_postgresql
from tests.architecture.sources import nodes, parsed

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "tovholder"
WRITTEN = [path for folder in (SOURCE, ROOT / "tools") for path in folder.rglob("*.py")]
PYTHON = [path for path in WRITTEN if "migrations" not in path.parts]
PURE_ROOMS = ("base", "engine", "parameters", "vocabulary")
PURE_FILES = ("rules.py", "transitions.py")

NO_NAMES = {"utils", "util", "helpers", "helper", "managers", "manager", "common", "misc", "stuff"}
CLOCKS = {"date.today", "datetime.now", "datetime.today", "timezone.now", "timezone.localdate", "time.time"}
DICE = {"uuid.uuid4", "uuid4", "secrets.token_hex", "np.random.default_rng()", "np.random.random", "np.random.choice"}


LOCKS = ("uv", "node", "spark", "spark-builders")
HASHED = ["requirements.lock", "requirements-dev.lock", *(f"tools/locks/{name}.txt" for name in LOCKS)]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def sources() -> list[Path]:
    folders = [ROOT / name for name in ("src", "tests", "tools", "assets", "docs")]
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in found if "dist" not in path.parts and "__pycache__" not in path.parts]


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in nodes(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def is_pure(path: Path) -> bool:
    inside = path.relative_to(SOURCE) if path.is_relative_to(SOURCE) else None
    return inside is not None and (inside.parts[0] in PURE_ROOMS or inside.name in PURE_FILES)


def test_files_are_named_after_the_domain() -> None:
    wrong = [named(path) for path in PYTHON if NO_NAMES & {part.removesuffix(".py") for part in path.parts}]
    assert not wrong


def test_no_source_file_is_longer_than_500_lines() -> None:
    kinds = (".py", ".js", ".css", ".html")
    sizes = {named(path): len(path.read_bytes().splitlines()) for path in sources() if path.suffix in kinds}
    assert not {name: size for name, size in sizes.items() if size > 500}


def test_a_function_longer_than_40_lines_says_why() -> None:
    """With a comment `# long: ...` on the line of its def."""
    silent = []
    for path in PYTHON:
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in functions(path):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            head = " ".join(lines[function.lineno - 1 : function.body[0].lineno])
            if length > 40 and "# long: " not in head:
                silent.append(f"{named(path)}:{function.lineno} {function.name} ({length} lines)")
    assert not silent


def test_every_module_says_what_it_is_for() -> None:
    plain = ("apps.py", "urls.py")
    silent = [
        named(path)
        for path in PYTHON
        if not path.name.endswith(plain)
        and path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(parsed(path))
    ]
    assert not silent


def test_every_rule_says_which_law_or_agreement_it_is() -> None:
    silent = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in PYTHON
        if path.name == "rules.py"
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent


def test_rules_and_calculations_are_handed_their_clock_and_their_dice() -> None:
    own = [
        f"{named(path)}:{node.lineno} {ast.unparse(node)}"
        for path in filter(is_pure, PYTHON)
        for node in nodes(parsed(path))
        if isinstance(node, ast.Call) and {ast.unparse(node.func), ast.unparse(node)} & (CLOCKS | DICE)
    ]
    assert not own


def test_no_open_end_is_left_in_the_source() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XXX|raise NotImplemented)")
    left = [named(path) for path in PYTHON if marks.search(path.read_text(encoding="utf-8"))]
    assert not left


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "package-lock.json", ".npmrc"])
def test_lock_files_name_no_registry(name: str) -> None:
    assert not re.search(r"https?://|\"resolved\"|--index-url|registry=", (ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "tools/locks/uv.txt", "tools/locks/node.txt"]
)
def test_every_locked_package_has_its_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.split(r"(?m)^(?=[a-z0-9])", text)
    assert [part.splitlines()[0] for part in packages if "==" in part and "--hash=sha256:" not in part] == []


def test_what_is_tested_is_what_runs() -> None:
    """The lock for tests holds every package of the lock for running, in the same version."""

    def versions(name: str) -> set[str]:
        return set(re.findall(r"(?m)^[a-z0-9][^ ]*==[^ \\]+", (ROOT / name).read_text(encoding="utf-8")))

    assert versions("requirements.lock") <= versions("requirements-dev.lock")


def test_what_is_asked_elsewhere_is_a_test_that_there_is() -> None:
    """A name that is gone says that the list was made long ago (tests/asked_of_postgresql.py says how)."""
    gone = set()
    for test in asked_of_postgresql.elsewhere():
        path, _, name = test.partition("::")
        file = ROOT / path
        if not file.exists() or f"def {name.partition('[')[0]}(" not in file.read_text(encoding="utf-8"):
            gone.add(test)
    assert not gone
