"""A file of people becomes cases: found by CPR number, else by name in any spelling together with birth date.

A phone, an e-mail or an address never makes two people one: families share them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from tovholder.accounts import installation
from tovholder.accounts.fields import lookup
from tovholder.imports import translating, trials
from tovholder.imports.cells import FactsOf
from tovholder.imports.staged import CHANGED, CHOOSE, NEW, SAME, Staged, Work
from tovholder.people import queries, rules
from tovholder.people.models import Person
from tovholder.people.services import import_walls, importing
from tovholder.proposals.models import PersonRanking
from tovholder.vocabulary import names

_NO_USE = (PersonRanking,)


class PeopleTarget:
    def match(self, rows: Sequence[Staged], work: Work) -> None:
        mark = installation.mark()
        for row in rows:
            _fits_installation(row, mark.kind if mark else "")
            row.key = _key(row.facts)
            row.who, row.born = trials.who(row.facts), trials.born(row.facts)
        by_number = self._find(rows, work)
        ids = {row.target_id for row in rows if row.target_id}
        known, within = importing.current(ids), import_walls.within(work.actor, ids)
        for row in rows:
            if row.target_id:
                _compare(
                    row, known[row.target_id], is_within=row.target_id in within, by_number=row.number in by_number
                )
                _fits_case(row, known[row.target_id])

    def _find(self, rows: Sequence[Staged], work: Work) -> set[int]:
        """Gives the rows whose CPR number has found its case."""
        by_lookup = _by_lookup(rows, work)
        by_birth = _by_birth(rows, work)
        by_number: set[int] = set()
        for row in rows:
            if row.match == CHOOSE or row.target_id:
                continue  # a human has chosen
            cpr = row.facts.get("cpr")
            found = by_lookup.get(queries.cpr_lookup(cpr)) if cpr else None
            if found is not None:
                row.target_id = found
                by_number.add(row.number)
            else:
                _by_name(row, by_birth.get(row.facts.get("born_on", ""), []))
        return by_number

    def write(self, rows: Sequence[FactsOf], targets: Sequence[int | None], work: Work) -> list[int | None]:
        return importing.write_hidden(
            rows,
            organisation_id=work.organisation_id,
            unit_id=work.unit_id,
            import_id=work.import_id,
            actor=work.actor,
            now=work.now,
        )

    def show(self, work: Work) -> int:
        return importing.show(work.import_id, now=work.now)

    def change(self, target_id: int, facts: FactsOf, work: Work) -> tuple[dict[str, Any], int] | None:
        return importing.change(target_id, facts, import_id=work.import_id, actor=work.actor, now=work.now)

    def hide_unused(self, ids: QuerySet[Any, Any], work: Work) -> int:
        return importing.hide(importing.untouched(ids, but=_NO_USE), import_id=work.import_id)

    def hidden(self, work: Work) -> set[int]:
        return set(Person.objects.filter(pending_import=work.import_id).values_list("pk", flat=True))

    def delete_hidden(self, work: Work, *, limit: int) -> int:
        return importing.delete_hidden(work.import_id, limit=limit, actor=work.actor)

    def restore(self, target_id: int, before: dict[str, Any], version: int, work: Work) -> bool:
        return importing.restore(
            target_id, before, version=version, import_id=work.import_id, actor=work.actor, now=work.now
        )


def _fits_installation(row: Staged, kind: str) -> None:
    """A demo takes made-up people only, a live installation none of them."""
    cpr = row.facts.get("cpr")
    if cpr and kind == "demo" and not rules.is_test_cpr(cpr):
        row.fault("cpr.real_in_demo", "cpr")
    if cpr and kind == "live" and rules.is_test_cpr(cpr):
        row.fault("cpr.made_up", "cpr")


def _compare(row: Staged, known: FactsOf, *, is_within: bool, by_number: bool) -> None:
    """What the row would change. What the actor is not shown of the case is not compared, and the row says so."""
    shut = import_walls.closed(row.facts, known, is_within=is_within)
    for why in dict.fromkeys(shut.values()):
        if not (why == import_walls.NO_CPR and by_number):
            row.remark(why)
    opened = import_walls.opened(row.facts, known, is_within=is_within)
    row.changes = list(importing.differences(opened, known))
    row.match = CHANGED if row.changes else SAME


def _fits_case(row: Staged, known: FactsOf) -> None:
    """Days of the file that the days of the case put in the wrong order; what stood so before is not the file's."""
    for code, first, last in translating.crossed({**known, **row.facts}):
        told = [name for name in (last, first) if name in row.facts]
        if told:
            row.fault(code, told[0])


def _key(facts: FactsOf) -> str:
    """What makes two rows of a file the same person; empty where nothing certain does."""
    if facts.get("cpr"):
        return queries.cpr_lookup(facts["cpr"])
    if facts.get("born_on") and facts.get("given_name"):
        return lookup("import", f"{facts['given_name']} {facts['family_name']}|{facts['born_on']}".casefold())
    return ""


def _by_lookup(rows: Sequence[Staged], work: Work) -> dict[str, int]:
    wanted = {queries.cpr_lookup(row.facts["cpr"]) for row in rows if row.facts.get("cpr")}
    found = Person.objects.filter(
        organisation_id=work.organisation_id, cpr_lookup__in=wanted, pending_import__isnull=True
    )
    return {str(known): person_id for known, person_id in found.values_list("cpr_lookup", "pk")}


def _by_birth(rows: Sequence[Staged], work: Work) -> dict[str, list[tuple[int, str, str]]]:
    """Birth date -> (id, name, CPR number) of those with that date."""
    days = {row.facts["born_on"] for row in rows if row.facts.get("born_on")}
    people = Person.objects.filter(organisation_id=work.organisation_id, born_on__in=days, pending_import__isnull=True)
    found: dict[str, list[tuple[int, str, str]]] = {}
    for person_id, born_on, given, family, cpr in people.values_list(
        "pk", "born_on", "given_name", "family_name", "cpr"
    ):
        found.setdefault(f"{born_on:%Y-%m-%d}", []).append((person_id, f"{given} {family}", cpr))
    return found


def _by_name(row: Staged, born_that_day: list[tuple[int, str, str]]) -> None:
    name = f"{row.facts.get('given_name', '')} {row.facts.get('family_name', '')}"
    alike = [(names.name_similarity(name, other), person_id, cpr) for person_id, other, cpr in born_that_day]
    possible = [(score, pk, cpr) for score, pk, cpr in alike if score >= names.ASK and _may_be_one(row, score, cpr)]
    if not possible:
        row.match = NEW
    elif len(possible) == 1 and possible[0][0] >= names.CERTAIN and not (possible[0][2] and row.facts.get("cpr")):
        row.target_id = possible[0][1]
    else:
        row.match, row.candidates = CHOOSE, [pk for _, pk, _ in sorted(possible, reverse=True)][:10]
        if row.facts.get("cpr") and any(cpr for _, _, cpr in possible):
            row.fault("person.other_cpr", "cpr")
        else:
            row.fault("person.choose")


def _may_be_one(row: Staged, score: int, cpr: str) -> bool:
    """With one name a human says whether two numbers are two people; with names only alike they are, unless one of
    the numbers is a replacement number."""
    own = row.facts.get("cpr")
    if not own or not cpr or score >= names.CERTAIN:
        return True
    kinds = {found.kind for found in (rules.parse_cpr(own), rules.parse_cpr(cpr)) if found}
    return rules.CprKind.REPLACEMENT in kinds
