"""Which column of a board somebody stands in, and which moves are lawful. Pure; the columns are parameters.

Method (Helsingør, S54): one board for each status. Columns of a running stay follow from the stay and are not set by
hand; a status that says "free for an offer" cannot stand beside a running stay.
"""

from collections.abc import Collection
from functools import lru_cache

from tovholder import parameters
from tovholder.base.decision import Decision

LIST = "board_statuses"
AWAY = "away"  # also what a column of health is called to those outside the case
START = "waiting"  # nothing runs and nothing is noted: this person waits for an offer

_COLUMN_OF_FAMILY = {
    "work_placement": "in_placement",
    "utility_work": "in_placement",
    "igu": "igu",
    "wage_subsidy_private": "wage_subsidy",
    "wage_subsidy_public": "wage_subsidy",
    "ordinary": "in_job",
    "flex": "in_job",
    "education": "in_job",
}
# Somebody with paid hours beside a placement stands with the placement: that is where the follow-up is.
STAY_COLUMNS = ("igu", "wage_subsidy", "in_placement", "in_job")


def column_of_stays(kinds: Collection[str]) -> str:
    """The column that running stays of these kinds give; empty when none runs."""
    return _column_of_stays(tuple(kinds))


@lru_cache(maxsize=4096)
def _column_of_stays(kinds: tuple[str, ...]) -> str:
    columns = {_COLUMN_OF_FAMILY[parameters.term("placement_kinds", kind).text("family")] for kind in kinds}
    return next((column for column in STAY_COLUMNS if column in columns), "")


def column(*, spell: str, kinds: Collection[str]) -> str:
    """Where somebody stands: the noted status, but a running stay goes before "free for an offer"."""
    stays = column_of_stays(kinds)
    if spell and not (stays and is_free(spell)):
        return spell
    return stays or START


@lru_cache(maxsize=256)
def is_free(code: str) -> bool:
    return parameters.term(LIST, code).flag("available")


@lru_cache(maxsize=256)
def is_derived(code: str) -> bool:
    """Whether the column follows from a running stay and is never set by hand."""
    return parameters.term(LIST, code).flag("derived")


@lru_cache(maxsize=256)
def is_health(code: str) -> bool:
    """Whether the status tells of health: outside the own case scope it reads "away"."""
    return parameters.is_term(LIST, code) and parameters.term(LIST, code).flag("health")


def may_move(*, spell: str, kinds: Collection[str], target: str) -> Decision:
    """Whether somebody with this noted status and these running stays may be moved to `target`."""
    if not parameters.is_term(LIST, target):
        return Decision.no("board.no_such_status", status=target)
    if target == column(spell=spell, kinds=kinds):
        return Decision.no("board.already_there", status=target)
    stays = column_of_stays(kinds)
    if is_derived(target):
        if target == stays:
            return Decision.yes("board.back_to_stay", status=target)
        return Decision.no("board.needs_a_stay", status=target)
    if stays and is_free(target):
        return Decision.no("board.a_stay_runs", status=target, stay=stays)
    return Decision.yes("board.may_move", status=target)


def lawful_targets(*, spell: str, kinds: Collection[str]) -> tuple[str, ...]:
    """The columns somebody may be moved to, in the order of the list."""
    return _lawful_targets(spell, tuple(kinds))


@lru_cache(maxsize=4096)
def _lawful_targets(spell: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    codes = (term.code for term in parameters.terms(LIST))
    return tuple(code for code in codes if may_move(spell=spell, kinds=kinds, target=code).allowed)


def columns_before(column: str) -> tuple[str, ...]:
    """The columns of stays that go before this one when somebody has two running stays."""
    return STAY_COLUMNS[: STAY_COLUMNS.index(column)] if column in STAY_COLUMNS else ()
