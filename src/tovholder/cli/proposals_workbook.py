"""The answer of a match of two files as a workbook: proposals with their parts, questions, near misses, and the others.

Numbers are numbers. Text is text: nothing that came from a file is ever run as a formula or followed as a link.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from tovholder.cli import answers
from tovholder.cli.plain_tables import harmless
from tovholder.engine.matching.codes import PARTS, ChangeCode, Gate, Reason
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.result import Match, NearMiss, RegionResult
from tovholder.imports.cells import FactsOf
from tovholder.web.shared import sentences
from tovholder.web.staff import matching_words

_FULL = 10_000
Rows = Sequence[tuple[int, FactsOf]]


def write(path: Path, problem: Problem, result: RegionResult, people: Rows, orders: Rows, *, language: str) -> None:
    """Write the workbook beside its place first and put it there whole."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with answers.put([path]) as [unfinished], answers.scratch() as folder:
        book = xlsxwriter.Workbook(str(unfinished), {**plain, "tmpdir": folder})
        sheets = _Sheets(book, problem, result, people, orders, language)
        sheets.proposals()
        sheets.ask_first()
        sheets.near_misses()
        sheets.by_person()
        sheets.without()
        book.close()


class _Sheets:
    def __init__(
        self, book: Any, problem: Problem, result: RegionResult, people: Rows, orders: Rows, language: str
    ) -> None:
        self.book, self.problem, self.result, self.people, self.orders = book, problem, result, people, orders
        self.language = language
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.percent = book.add_format({"num_format": "0.0%"})

    def proposals(self) -> None:
        heads = [
            *self._order_heads(),
            _("Rank"),
            *_person_heads(),
            _("Score"),
            _("Price"),
            _("Travel within (minutes)"),
        ]
        parts = [matching_words.part(part.code) for part in PARTS]
        self._sheet(_("Proposals"), [*heads, *parts], self._proposal_rows())

    def _proposal_rows(self) -> Iterable[list[object]]:
        for ranking, shown in zip(self.result.rankings, self.result.shown, strict=True):
            for rank, match in enumerate(shown, 1):
                yield [
                    *self._order(ranking.row), rank, *self._person(match.row), match.score / 1_000_000,
                    match.price / 1_000_000, match.within_minutes if match.within_minutes >= 0 else None,
                    *_parts(match),
                ]  # fmt: skip

    def ask_first(self) -> None:
        rows = (
            [*self._order(ranking.row), *self._person(each.match.row), each.match.score / 1_000_000,
             " ".join(matching_words.question(gate.code) for gate in each.gates)]
            for ranking in self.result.rankings for each in ranking.ask_first
        )  # fmt: skip
        self._sheet(_("Ask first"), [*self._order_heads(), *_person_heads(), _("Score"), _("What to ask")], rows)

    def near_misses(self) -> None:
        rows = (
            [*self._order(ranking.row), *self._person(each.match.row), each.match.score / 1_000_000,
             ways(self.problem, each)]
            for ranking in self.result.rankings for each in ranking.near_misses
        )  # fmt: skip
        heads = [*self._order_heads(), *_person_heads(), _("Score"), _("Shortest way in")]
        self._sheet(_("Near misses"), heads, rows)

    def by_person(self) -> None:
        rows = (
            [*self._person(person), rank, *self._order(int(order)), int(score) / 1_000_000]
            for person in range(len(self.people))
            for rank, (order, score) in enumerate(
                zip(self.result.person_orders[person], self.result.person_scores[person], strict=True), 1
            )
            if order >= 0
        )
        self._sheet(_("By citizen"), [*_person_heads(), _("Rank"), *self._order_heads(), _("Score")], rows)

    def without(self) -> None:
        rows = (
            [*self._person(person), self._reason(person)]
            for person in range(len(self.people))
            if self.result.reason[person] != Reason.PROPOSED
        )
        self._sheet(_("Without a proposal"), [*_person_heads(), _("Why")], rows)

    def _reason(self, person: int) -> str:
        reason, gate = Reason(int(self.result.reason[person])), int(self.result.reason_gate[person])
        said = sentences.worded(f"none.{reason.name.lower()}", {}, self.language)
        if gate < 0:
            return said
        worded = matching_words.question if reason is Reason.ASK else matching_words.closed
        return f"{said} {worded(Gate(gate).code)}"

    def _order_heads(self) -> list[str]:
        return [_("Row of the order"), _("Job order"), _("Company")]

    def _order(self, row: int) -> list[object]:
        number, facts = self.orders[row]
        return [number, facts.get("title", ""), facts.get("company_name", "")]

    def _person(self, row: int) -> list[object]:
        number, facts = self.people[row]
        return [number, f"{facts.get('given_name', '')} {facts.get('family_name', '')}".strip()]

    def _sheet(self, name: str, heads: list[str], rows: Iterable[list[object]]) -> None:
        sheet = self.book.add_worksheet(name)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, self.bold)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._write(sheet, last, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
        sheet.set_column(0, len(heads) - 1, 16)

    def _write(self, sheet: Any, row: int, column: int, value: object) -> None:
        if isinstance(value, float):
            sheet.write_number(row, column, value, self.percent)
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        elif value:
            sheet.write_string(row, column, harmless(str(value)))


def _person_heads() -> list[str]:
    return [_("Row of the citizen"), _("Citizen")]


def _parts(match: Match) -> list[float]:
    return [points / _FULL for points in match.parts]


def ways(problem: Problem, miss: NearMiss) -> str:
    """Into an order's list. To an order of another municipality minutes are told in bands, rounded up."""
    told = []
    for change in miss.changes:
        said = {"gate": change.gate.code, "code": str(change.code), "amount": change.amount, "bits": change.bits}
        way, width = matching_words.shortest_way(said), problem.rules.travel.band_minutes
        if miss.match.foreign and change.code is ChangeCode.TRAVEL_MINUTES:
            way = _("%(way)s (about: in steps of %(n)d minutes across municipalities)") % {"way": way, "n": width}
        told.append(way)
    return ". ".join(told)
