"""Every form that somebody can send, from the pages of those who may: found by walking, sent, and thrown away again."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import connections
from django.urls import resolve

from tests.architecture import leak_forms, leak_walk
from tests.architecture.leak_region import World
from tests.architecture.leak_walk import Address, Asker, rolled_back
from tests.architecture.leak_words import WORDS
from tovholder.accounts.access_rules import permits

SENDERS = (
    "helsingor/caseworker", "helsingor/company_consultant", "helsingor/administrator", "company/company_contact",
    "secretariat/coordinator", "helsingor/accepted as citizen",
)  # fmt: skip
# What a run of requests leaves behind besides what it is about.
# A link for one thing made anew ends the one before: there is a row more, and still one that works.
LOGS = frozenset(
    {"accounts.ReadEvent", "accounts.ReadSubject", "accounts.AuditEntry", "accounts.PersonalLink", "sessions.Session"}
)
_LATER = date.today() + timedelta(days=20)  # noqa: DTZ011
# What a field of this name must hold for its form to be taken.
_LAWFUL = {
    "cpr": "", "cvr": "99000039", "p_number": "9900000199", "postcode": "3000", "born_on": "", "ended_on": "",
    "ends_before": f"{_LATER}", "last_day": f"{_LATER}", "next_on": f"{_LATER}", "answer_by": f"{_LATER}",
    "needed_on": f"{_LATER}", "address": "", "purpose": "", "email": "ny@prove.example", "places": "1", "country": "DK",
}  # fmt: skip
# Signing in is the library's; throwing an import away deletes a file, which no transaction brings back.
_LEFT_OUT = ("account_", "mfa_", "set_language", "personas", "staff:import_drop")


@dataclass(frozen=True)
class Sent:
    """One form as it stands on a page: who may send it, where it goes, what it holds."""

    asker: Asker
    route: str
    path: str
    data: dict[str, str]
    texts: tuple[str, ...]


def forms(world: World) -> Iterator[Sent]:
    """Each form once: by where it goes and which fields it has."""
    everything = leak_walk.addresses(world, WORDS)
    seen: set[tuple[object, ...]] = set()
    for name in SENDERS:
        asker = Asker(world.viewer(name))
        for page in _pages(everything, asker, world):
            for form in leak_forms.read(page, asker.ask(page).words)[0]:
                target = resolve(leak_forms.path_of(form.action))
                if form.method != "post" or target.view_name.startswith(_LEFT_OUT):
                    continue
                data = {field: _LAWFUL.get(field, value) for field, value in form.fields.items() if field != "look"}
                step = [value for value in target.kwargs.values() if isinstance(value, str)]
                key = (target.view_name, *step, *sorted(data))
                if key not in seen:
                    seen.add(key)
                    texts = tuple(sorted(form.areas | form.texts))
                    yield Sent(asker, target.view_name, form.action, data, texts)


def _pages(everything: list[Address], asker: Asker, world: World) -> Iterator[str]:
    """One address of each route that answers this viewer with a page; every placement, for each is at another step."""
    met: set[tuple[str, ...]] = set()
    for address in everything:
        rule = address.route.rule
        if (address.key in met and address.route.name != "staff:placement") or rule is None:
            continue
        if not permits(rule, asker.viewer.role or None, asker.viewer.kind):
            continue
        status = asker.ask(address.path).status
        if status in (200, 405):
            met.add(address.key)
        if status == 200:
            yield address.path
        if address.route.name == "staff:order_take":
            yield f"{address.path}?virksomhed={world.things['company_id'][0][0]}"


def counts() -> dict[str, int]:
    """How many rows stand in every table that is not a log."""
    models = (model for model in apps.get_models() if model._meta.label not in LOGS)
    return {model._meta.label: model._default_manager.count() for model in models}


def made_by_each(sent: Sent, times: int = 2) -> list[dict[str, int]]:
    """What each sending of the same form added to which table."""
    found = []
    with ExitStack() as stack:
        for name in connections:
            stack.enter_context(rolled_back(name))
        for _ in range(times):
            before = counts()
            sent.asker.client.post(sent.path, sent.data)
            found.append({label: now - before[label] for label, now in counts().items() if now > before[label]})
    return found


def written_with(sent: Sent, field: str, words: str, told: str) -> list[str]:
    """Statements that would write `told`, when a field holds `words`."""
    found: list[str] = []

    def watch(run: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if leak_walk.WRITES.match(sql) and told in str(params):
            found.append(sql.split("(", maxsplit=1)[0][:80])
        return run(sql, params, many, context)

    with ExitStack() as stack:
        for name in connections:
            stack.enter_context(rolled_back(name))
            stack.enter_context(connections[name].execute_wrapper(watch))
        sent.asker.client.post(sent.path, sent.data | {field: words})
    return found
