"""What happened to the people of one part, year by year: stays, proposals, talks, spells."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tovholder.simulate import shipped, stays, suggestions
from tovholder.simulate.dice import Dice, Odds
from tovholder.simulate.facts import Citizen, Part, Spell, Stay, Suggestion, Talk
from tovholder.simulate.market import Market
from tovholder.simulate.region import Staff
from tovholder.simulate.scale import Scale, moment, workday

_KINDS = Odds(
    {"talk": 46.0, "phone": 26.0, "message": 10.0, "video": 5.0, "workplace": 6.0, "no_answer": 5.0, "note": 2.0}
)
# Hours of the day at which things are done, so that what comes first is done first.
SPELL_ENDS, SPELL_BEGINS, TOLD, VISITED, CLOSED = 7, 16, 12, 13, 14
_FORGOTTEN = 0.07
_FEWEST_TALKS = 3
_NO_DAY_AGREED = timedelta(days=90)
_STILL_LATE, _SHARE_LATE = timedelta(days=10), 0.2

_SPELLS = {
    "women_under_50": Odds({"maternity": 32.0, "danish_only": 26.0, "in_course": 18.0, "waiting": 24.0}),
    "special_support": Odds({"in_treatment": 70.0, "away": 12.0, "danish_only": 18.0}),
    "physical": Odds({"clarifying": 66.0, "sick": 14.0, "danish_only": 20.0}),
    "education": Odds({"in_education": 80.0, "danish_only": 20.0}),
    "self_supporting": Odds({"waiting": 30.0, "in_education": 30.0, "danish_only": 40.0}),
}
_USUAL = Odds({"waiting": 46.0, "danish_only": 26.0, "in_course": 18.0, "paused": 4.0, "sick": 6.0})


def live(
    part: Part,
    scale: Scale,
    staff: Staff,
    dice: Dice,
    told: dict[int, list[Stay]],
) -> None:
    """Fill the part with what happened until today. `told` are stays of a story told elsewhere."""
    market = Market(part.firms, part.orders)
    setting = stays.Setting(market, scale, staff)
    for citizen in part.citizens:
        own = told[citizen.number] if citizen.number in told else stays.stays(citizen, setting, dice)
        _number(own, len(part.stays), citizen)
        part.stays += own
        part.spells += spells(citizen, own, scale, dice)
    part.suggestions += _from_stays(part, staff, dice)
    close_orders(part, scale.today)
    part.suggestions += suggestions.that_failed(market, part.citizens, scale, staff, dice)
    part.suggestions = _one_open_for_each_pair(part.suggestions)
    part.talks += _talks(part, scale, dice)
    _touch(part)


def _number(own: list[Stay], first: int, citizen: Citizen) -> None:
    """Number the stays of one person in the part, and tie each to the one before."""
    for at, stay in enumerate(own):
        stay.number = first + at
        if stay.previous is not None:
            stay.previous = first + at - 1
        if stay.agreed_at is None:
            stay.order = None  # no agreement came of it, so no place of the order was taken


def _from_stays(part: Part, staff: Staff, dice: Dice) -> list[Suggestion]:
    people = {citizen.number: citizen for citizen in part.citizens}
    return [
        suggestions.of_stay(stay, part.orders[stay.order], people[stay.person], staff, dice)
        for stay in part.stays
        if stay.order is not None and stay.agreed_at is not None
    ]


def _one_open_for_each_pair(found: list[Suggestion]) -> list[Suggestion]:
    """A pair is proposed once; who was chosen for an order was not refused for it as well."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for one in found:
        if (one.person, one.order) not in seen:
            seen.add((one.person, one.order))
            kept.append(one)
    return kept


def close_orders(part: Part, today: date) -> None:
    """The old orders end: filled with as many places as were agreed, else withdrawn. Full ones are filled too."""
    agreed: dict[int, list[datetime]] = defaultdict(list)
    for stay in part.stays:
        if stay.order is not None and stay.agreed_at is not None:
            agreed[stay.order].append(stay.agreed_at)
    for order in part.orders:
        columns, taken = order.columns, agreed[order.number]
        old = columns["received_at"].date() < today - timedelta(days=60)
        if columns["status"] != "open" or not (old or len(taken) >= columns["places"]):
            continue
        if taken:
            columns |= {"status": "filled", "places": len(taken), "touched_at": max(taken)}
        else:
            ended = moment(workday(columns["start_latest"]), 12)
            words = "Behovet faldt bort." if columns["places"] == 1 else "Virksomheden fandt selv folk."
            columns |= {"status": "withdrawn", "touched_at": ended, "end_words": words}


def _touch(part: Part) -> None:
    """When matching last had news of each person: the case, the sharing, steps of stays, moves on the board."""
    for citizen in part.citizens:
        citizen.touched_at = max(_news_of_case(citizen))
    people = {citizen.number: citizen for citizen in part.citizens}
    for stay in part.stays:
        for step in stay.steps:
            people[stay.person].touched_at = max(people[stay.person].touched_at, step.at)
    for spell in part.spells:
        moved = [moment(spell.starts_on, SPELL_BEGINS)]
        if spell.ends_before is not None and not _ends_with_case(spell, people[spell.person]):
            moved.append(moment(spell.ends_before, SPELL_ENDS))
        people[spell.person].touched_at = max(people[spell.person].touched_at, *moved)


def _news_of_case(citizen: Citizen) -> Iterator[datetime]:
    yield citizen.registered_at
    if citizen.sharing is not None:
        yield moment(citizen.sharing.told_on, TOLD)
        if citizen.sharing.objected_on is not None:
            yield moment(citizen.sharing.objected_on, TOLD)
    if citizen.closed is not None:
        yield moment(citizen.closed[0], CLOSED)


def _ends_with_case(spell: Spell, citizen: Citizen) -> bool:
    return citizen.closed is not None and spell.ends_before == citizen.closed[0]


def spells(citizen: Citizen, own: list[Stay], scale: Scale, dice: Dice) -> list[Spell]:
    """What the boards show between the stays. While somebody is at a workplace no spell runs."""
    end = citizen.closed[0] if citizen.closed else None
    odds = _SPELLS.get(citizen.leaning, _USUAL)
    found: list[Spell] = []
    cursor = citizen.registered_at.date()
    for stay in own:
        if stay.columns["status"] == "cancelled":
            continue
        starts: date = stay.columns["starts_on"]
        if starts >= scale.today:
            break
        found += _spell(citizen, cursor, starts, odds, scale.today, dice)
        if stay.columns["ended_on"] is None:
            return found
        cursor = stay.columns["ended_on"] + timedelta(days=1)
    return found + _spell(citizen, cursor, end, odds, scale.today, dice)


def _spell(citizen: Citizen, starts: date, ends: date | None, odds: Odds[str], today: date, dice: Dice) -> list[Spell]:
    """One spell, or none: who waits for an offer has no spell, no time is no spell, and today is not over."""
    code = dice.weighed(odds)
    if code == "waiting" or starts >= today or (ends is not None and ends <= starts):
        return []
    return [Spell(citizen.number, code, starts, ends, citizen.contact)]


def _talks(part: Part, scale: Scale, dice: Dice) -> list[Talk]:
    """So many talks that the average of all that happened comes near the scale's."""
    others = part.events
    wanted = max(scale.events * len(part.citizens) - others, _FEWEST_TALKS * len(part.citizens))
    return [talk for citizen in part.citizens for talk in talks(citizen, wanted / len(part.citizens), scale, dice)]


def talks(citizen: Citizen, mean: float, scale: Scale, dice: Dice) -> list[Talk]:
    """Talks spread over the case; a few people have not been talked to for months, and should be found."""
    first = citizen.registered_at.date()
    last = citizen.closed[0] if citizen.closed else scale.today - timedelta(days=1)
    if not citizen.closed and dice.chance(_FORGOTTEN):
        last = max(first, scale.today - timedelta(days=dice.whole(95, 240)))
    count = max(1, round(mean * (0.5 + dice.roll())))
    length = max((last - first).days, 0)
    days = sorted(first + timedelta(days=int(length * dice.roll())) for _ in range(count))
    if not citizen.closed and length > 0:
        days[-1] = max(days[-1], last - timedelta(days=dice.whole(0, min(45, length))))
    return [_talk(citizen, day, at == len(days) - 1, scale, dice) for at, day in enumerate(days)]


def _talk(citizen: Citizen, day: date, newest: bool, scale: Scale, dice: Dice) -> Talk:
    texts = shipped.listing("texts")["contact"]
    at: datetime = moment(
        min(workday(day), max(day, scale.today - timedelta(days=1))), dice.whole(8, 15), dice.whole(0, 59)
    )
    kind = dice.weighed(_KINDS)
    following = _following(citizen, day, scale.today, dice) if newest and dice.chance(0.6) else None
    words = "" if kind == "no_answer" else dice.one_of(texts)
    at = max(at, citizen.registered_at + timedelta(minutes=10))
    return Talk(citizen.number, kind, at, citizen.contact, words, following)


def _following(citizen: Citizen, day: date, today: date, dice: Dice) -> date | None:
    """The day agreed for the next talk: ahead, but for a few that passed some days ago with nobody there.

    None for a closed case, and for somebody whom nobody has talked to for months."""
    if citizen.closed is not None or day < today - _NO_DAY_AGREED:
        return None
    agreed = workday(day + timedelta(days=dice.whole(14, 60)))
    if agreed >= today or (agreed >= today - _STILL_LATE and dice.chance(_SHARE_LATE)):
        return agreed
    return workday(today + timedelta(days=dice.whole(0, 21)))
