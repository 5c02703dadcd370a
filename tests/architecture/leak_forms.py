"""Reads the forms of a page, so that the walk can send what a person could have sent."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


@dataclass
class Form:
    """Where a form goes, how, and its fields with the values the page put in."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.open = Form(urljoin(self.page, told.get("action") or self.page), told.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None:
            self._field(tag, told)

    def _field(self, tag: str, told: dict[str, str]) -> None:
        name = told.get("name", "")
        if tag == "input" and name and told.get("type") not in ("checkbox", "radio", "submit", "file"):
            self._put(name, told.get("value", "") or _made_up(told.get("type", "text")))
            if told.get("type", "text") in ("text", "search", ""):
                self.open.texts.add(name)  # type: ignore[union-attr]
        elif (tag == "input" and told.get("type") == "radio") or tag == "button":
            if name:
                self._put(name, told.get("value", "on"))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and told.get("value"):
            if "selected" in told or not self.open.fields.get(self.select):  # type: ignore[union-attr]
                self.open.fields[self.select] = told["value"]  # type: ignore[union-attr]
        elif tag == "textarea" and name:
            self._put(name, _made_up("text"))
            self.open.areas.add(name)  # type: ignore[union-attr]

    def _put(self, name: str, value: str) -> None:
        self.open.fields.setdefault(name, value)  # type: ignore[union-attr]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


def _made_up(kind: str) -> str:
    made = {"date": date.today().isoformat(), "number": "1", "email": "ny@prøve.example", "hidden": ""}  # noqa: DTZ011
    return made.get(kind, "Prøve")


# Templates escape what stands in attributes, so that a tag ends at the first ">". The rest of a page is not read.
_OF_FORMS = re.compile(r"</?(?:form|select)\b[^>]*>|<(?:input|button|option|textarea)\b[^>]*>")
_LEADING = re.compile(r"<(?!(?:link|use)\b)\w[^>]*\b(?:href|hx-get)=[^>]*>")
_ADDRESS = re.compile(r"""\b(?:href|hx-get)=(?:"([^"]*)"|'([^']*)')""")


def read(page: str, html: str) -> tuple[list[Form], set[str]]:
    """The forms of a page, and the addresses it links to on this site."""
    reader = _Reader(page)
    reader.feed("".join(_OF_FORMS.findall(html)))
    links = {link for tag in set(_LEADING.findall(html)) for link in _addresses(tag)}
    return reader.forms, {link if link.startswith("/") else urljoin(page, link) for link in links}


@lru_cache(maxsize=10_000)
def _addresses(tag: str) -> tuple[str, ...]:
    """Where on this site a tag leads. Most are the menu's, the same on every page."""
    links = (unescape(twice or once) for twice, once in _ADDRESS.findall(tag))
    return tuple(link for link in links if link and not link.startswith("//") and not urlsplit(link).scheme)


def path_of(address: str) -> str:
    return urlsplit(address).path
