"""The funnel of a group: who may be moved where, and the counts that come of the moves. Pure.

Method (Roskilde): candidates, screening, interview, final list, started, completed, attached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tovholder import parameters
from tovholder.base.decision import Decision, Fact

OUT = "out"
FIRST = "candidate"
CHOSEN = "final_list"
STARTED = "started"
FITS = "fits"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: how many ever reached it, how many stand there now, how many left from it."""

    stage: str
    reached: int
    here: int
    left: int


def may_move(source: str, target: str, reason: str) -> Decision:
    """May somebody be moved? Forward or out, and back only to put a mistake right. Method."""
    if not parameters.is_term("group_stages", target) or target == source:
        return Decision.no("group.no_such_move")
    if not parameters.is_term("group_reasons", reason):
        return Decision.no("group.reason_missing")
    if reason == "mistake":
        return Decision.yes("group.may_move")
    leads_out = parameters.term("group_reasons", reason).flag("out")
    if leads_out != (target == OUT):
        return Decision.no("group.reason_of_another_move")
    if _rank(target) < _rank(source):
        return Decision.no("group.not_backwards")
    return Decision.yes("group.may_move")


def may_be_there(target: str, *, starts_on: date, on: date) -> Decision:
    """May somebody stand at the stage on the day? Nobody has begun, or is through, before the group's first day."""
    begun = target != OUT and _rank(target) >= _rank(STARTED)
    if begun and on < starts_on:
        return Decision.no("group.not_begun", day=starts_on)
    return Decision.yes("group.may_move")


def within_places(room: Decision, *, wanted: int) -> Decision:
    """Are there as many lawful places at the workplace as the group is for? `room` is the answer on its first day.

    What is not known there is not known here either. Told and not refused: parts of a group may be in ordinary jobs."""
    left, lawful = room.facts.get("left"), room.facts.get("lawful")
    if lawful is not None and int(str(lawful)) < wanted:
        return Decision.no("group.places_never_so_many", reference=room.reference, lawful=lawful, wanted=wanted)
    if room.allowed is None or left is None:
        return room
    enough = int(str(left)) >= wanted
    facts: dict[str, Fact] = {"left": left, "wanted": wanted}
    code = "group.places_enough" if enough else "group.places_too_few"
    return (Decision.yes if enough else Decision.no)(code, reference=room.reference, **facts)


def may_decide(stage: str, target: str, reason: str) -> Decision:
    """May the company itself choose somebody or say no? At the stages that are its own, with a reason of its own."""
    if not company_decides(stage) or target not in (CHOSEN, OUT):
        return Decision.no("group.not_the_companys_turn")
    if not parameters.is_term("group_reasons", reason):
        return Decision.no("group.reason_missing")
    if not parameters.term("group_reasons", reason).flag("company"):
        return Decision.no("group.reason_of_the_municipality")
    return may_move(stage, target, reason)


def company_decides(stage: str) -> bool:
    """Whether it is the company that says who goes on from there. Method."""
    return parameters.term("group_stages", stage).flag("company")


def is_named(stage: str) -> bool:
    """Whether the company reads what somebody is called there: from an interview on. Method."""
    return parameters.term("group_stages", stage).flag("named")


def funnel(ways: Iterable[Sequence[str]]) -> list[Step]:
    """The counts of every stage but `out`, from the way of each person: the stages in the order they were reached.

    Only what happened is counted: whoever was moved past a stage was never there."""
    told = [list(way) for way in ways if way]
    return [_step(term.code, told) for term in parameters.terms("group_stages") if term.code != OUT]


def _step(stage: str, ways: list[list[str]]) -> Step:
    return Step(
        stage,
        reached=sum(_reached(stage, way) for way in ways),
        here=sum(way[-1] == stage for way in ways),
        left=sum(way[-1] == OUT and _before_out(way) == stage for way in ways),
    )


def _reached(stage: str, way: list[str]) -> bool:
    return stage in way


def _before_out(way: list[str]) -> str:
    return next((each for each in reversed(way) if each != OUT), "")


def without_mistakes(moves: Iterable[tuple[str, str, str]]) -> list[str]:
    """The way that counts, of moves (source, target, reason): what was put right never happened."""
    way: list[str] = []
    for _source, target, reason in moves:
        if reason == "mistake":
            way = way[: way.index(target)] if target in way else way[:-1]
        way.append(target)
    return way


def _rank(stage: str) -> int:
    return parameters.term("group_stages", stage).whole("rank")
