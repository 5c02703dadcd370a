"""Which sentences of the pages lack a Danish translation: `python tools/messages.py` lists them.

A program of its own because it needs Django and Babel, which only the environment has. Sentences are English in the
code; each folder below src/tovholder/locale is one subject's Danish.
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "tovholder"
LANGUAGE = "da"
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")

Key = tuple[str, str]  # context, English


@dataclass(frozen=True)
class Used:
    """A sentence where it is used."""

    key: Key
    place: str


def used(source: Path = SOURCE) -> list[Used]:
    """Every sentence of the Python files and the templates that is marked for translation."""
    found = []
    for path in sorted(source.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and not {"migrations", "static", "locale"} & set(path.parts):
            found += [Used(key, f"{path.relative_to(source)}:{line}") for line, key in _sentences(path)]
    return found


def _sentences(path: Path) -> Iterator[tuple[int, Key]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        if "{%" not in text:
            return
        text = _as_python(text)
    for line, found, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=_KEYWORDS):
        yield line, (context or "", found[0] if isinstance(found, tuple) else found)


def _as_python(template: str) -> str:
    from django.utils.translation.template import templatize

    # Django writes everything else as X and B, indented as the page is: Python reads it once the indentation is gone.
    return "\n".join(line.strip() for line in str(templatize(template)).splitlines())


def catalogues(source: Path = SOURCE) -> dict[str, Catalog]:
    """The Danish of each subject."""
    paths = sorted((source / "locale").glob(f"*/{LANGUAGE}/LC_MESSAGES/django.po"))
    found = {}
    for path in paths:
        with path.open("rb") as file:
            found[path.parents[2].name] = read_po(file, locale=LANGUAGE, abort_invalid=True)
    return found


def _key(message: Message) -> Key:
    return (message.context or "", message.id if isinstance(message.id, str) else message.id[0])


def _texts(words: object) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, tuple | list) else (str(words),)


def _placeholders(text: str) -> list[str]:
    return sorted(found.group(0) for found in _PLACEHOLDER.finditer(text))


def faults(sentences: list[Used], books: dict[str, Catalog]) -> list[str]:
    """One line for each sentence without Danish, entry nobody uses, wrong placeholder and disagreement."""
    wanted = {use.key: use.place for use in reversed(sentences)}
    entries = [(subject, message) for subject, book in books.items() for message in book if message.id]
    have = {_key(message) for _subject, message in entries if all(_texts(message.string))}
    found = [f"{place}: no Danish for {key[1]!r}" for key, place in sorted(wanted.items()) if key not in have]
    found += [f"{subject}: nobody uses {_key(m)[1]!r}" for subject, m in entries if _key(m) not in wanted]
    found += [f"{subject}: marked as unsure {_key(m)[1]!r}" for subject, m in entries if m.fuzzy]
    found += [f"{subject}: other placeholders in {_key(m)[1]!r}" for subject, m in entries if not _same_places(m)]
    return found + _disagreements(entries)


def _same_places(message: Message) -> bool:
    """The plural's places count: Danish may leave the number out in the singular, as English may."""
    english, danish = _texts(message.id), _texts(message.string)
    return not all(danish) or _placeholders(english[-1]) == _placeholders(danish[-1])


def _disagreements(entries: list[tuple[str, Message]]) -> list[str]:
    """The catalogues are read as one: the same English must not have two Danish texts."""
    said: dict[Key, tuple[str, tuple[str, ...]]] = {}
    found = []
    for subject, message in entries:
        first = said.setdefault(_key(message), (subject, _texts(message.string)))
        if first[1] != _texts(message.string):
            found.append(f"{subject} and {first[0]} do not agree on {_key(message)[1]!r}")
    return found


def main() -> int:
    """Print the faults; 1 when there are any."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True, TEMPLATES=[])
        django.setup()
    found = faults(used(), catalogues())
    print("\n".join(found) or "Every sentence has its Danish.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
