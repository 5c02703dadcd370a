"""Put what somebody has written back into the forms of a page, in another language. HTML in, HTML out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

_NEVER = ("password", "file", "submit", "button", "image", "reset")
_WRITES = ("text", "search", "email", "tel", "url", "number", "date", "time", "checkbox", "radio")
MARK = "data-written"
KEY = "csrfmiddlewaretoken"
# Templates escape what stands in attributes and between tags: a tag ends at the first ">", and words hold none.
_TAG = re.compile(r"<(/?)(form|input|textarea|select|option)\b([^>]*)>")
_BUT_OPTIONS = re.compile(r"<(/?)(form|input|textarea|select)\b([^>]*)>")  # there are many, and few ask for them
_FACT = re.compile(r"""([\w:.@-]+)(?:=("[^"]*"|'[^']*'))?""")
Typed = Mapping[str, Sequence[str]]


@dataclass
class _Control:
    """An opening tag: where it stands, and what of a form it is."""

    tag: str
    facts: dict[str, str | None]
    start: int
    end: int
    select: str = ""  # an option: the name of its list
    until: int = 0  # an area of words: where they end

    @property
    def name(self) -> str:
        return self.facts.get("name") or self.select

    @property
    def kind(self) -> str:
        return (self.facts.get("type") or "text").lower() if self.tag == "input" else self.tag


@dataclass
class PostForm:
    """A form that is sent: where its opening tag ends, and its controls."""

    start: int
    facts: dict[str, str | None]
    controls: list[_Control] = field(default_factory=list)

    @property
    def is_written_in(self) -> bool:
        """Somebody types or chooses something in it, as against one button."""
        return any(one.kind in _WRITES or one.tag in ("textarea", "select") for one in self.controls)

    @property
    def holds_words(self) -> bool:
        return any(one.tag == "textarea" for one in self.controls)

    @property
    def is_marked(self) -> bool:
        """It was put back with words in it, or refused: of several forms it is the one somebody writes in."""
        return MARK in self.facts or any("aria-invalid" in one.facts for one in self.controls)

    def holds(self, name: str, value: str) -> bool:
        return any(
            one.name == name and (one.kind != "hidden" or value == one.facts.get("value")) for one in self.controls
        )


def _tags(page: str, tags: re.Pattern[str]) -> "Iterator[tuple[str, bool, dict[str, str | None], int, int]]":
    """(tag, whether it ends, attributes, from, to) of what forms are made of, in the page's own part."""
    for found in tags.finditer(page, max(page.find("<main"), 0)):
        ends, tag, rest = found.groups()
        facts = {name: unescape(value[1:-1]) if value else None for name, value in _FACT.findall(rest)}
        yield tag, bool(ends), facts, found.start(), found.end()


def forms_of(page: str, *, with_options: bool = False) -> list[PostForm]:
    """The forms of the page's own part that are sent, in their order; what a list offers only when asked for."""
    found: list[PostForm] = []
    form: PostForm | None = None
    select, words = "", None
    for tag, ends, facts, start, end in _tags(page, _TAG if with_options else _BUT_OPTIONS):
        if tag == "form":
            form = PostForm(start, facts) if not ends and (facts.get("method") or "").lower() == "post" else None
            found += [form] if form else []
        elif ends and words is not None and tag == words.tag:
            words.until, words = start, None
        elif form is not None and not ends:
            select = facts.get("name") or "" if tag == "select" else select
            one = _Control(tag, facts, start, end, select if tag == "option" else "")
            form.controls.append(one)
            words = one if tag == "textarea" else words
    return found


def refilled(page: str, typed: Typed) -> str:
    """The page with what was typed in the form it was typed in. '' when no form of the page takes all of it.

    What is hidden comes along, so that a form keeps the version its writer saw. Passwords and files never do."""
    told = {name: [str(each) for each in values] for name, values in typed.items() if name != KEY}
    filled = {name for name, values in told.items() if any(values)}
    able = [
        form
        for form in forms_of(page, with_options=True)
        if filled <= {one.name for one in form.controls if one.kind not in _NEVER}
    ]
    if not able:
        return ""
    form = max(able, key=lambda one: sum(one.holds(name, each) for name, values in told.items() for each in values))
    begins = form.start + len("<form")
    changes = [*_changes(form, told), *([] if MARK in form.facts else [(begins, begins, f" {MARK}")])]
    for start, end, put in sorted(changes, reverse=True):
        page = page[:start] + put + page[end:]
    return page


def _changes(form: PostForm, told: Mapping[str, list[str]]) -> Iterator[tuple[int, int, str]]:
    used: dict[str, int] = {}
    for one in form.controls:
        if not one.name or one.name == KEY or one.kind in (*_NEVER, "select"):
            continue
        values = told.get(one.name, [])
        if one.tag == "option" and one.name not in told:  # a list that could not be chosen from sends nothing
            continue
        if one.kind in ("checkbox", "radio", "option"):
            mark = "selected" if one.tag == "option" else "checked"
            yield one.start, one.end, _tag(one, {mark: None} if _value(one) in values else {}, without=mark)
        elif one.name in told:  # of several fields of one name each has its own
            at = used[one.name] = used.get(one.name, -1) + 1
            text = values[min(at, len(values) - 1)] if values else ""
            if one.tag == "textarea":
                yield one.end, one.until, "\n" + escape(text)
            else:
                yield one.start, one.end, _tag(one, {"value": text}, without="value")


def _value(one: _Control) -> str:
    return one.facts.get("value") or "" if "value" in one.facts or one.tag == "option" else "on"


def _tag(one: _Control, more: dict[str, str | None], *, without: str) -> str:
    facts = {name: value for name, value in one.facts.items() if name != without} | more
    told = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in facts.items())
    return f"<{one.tag}{told}>"
