"""What people bring with them: trade, skills, schooling, work, languages, papers; what they want; what to consider."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tovholder.simulate import shipped
from tovholder.simulate.dice import Dice, Odds
from tovholder.simulate.facts import Paper, Schooling, Skill, Tongue, Wanted, Work
from tovholder.simulate.needs import PAPERS
from tovholder.simulate.shipped import Origin, Trade

_MEN = Odds(
    {
        "construction": 26.0,
        "landscaping": 8.0,
        "cleaning": 9.0,
        "logistics": 18.0,
        "kitchen": 12.0,
        "retail": 9.0,
        "industry": 12.0,
        "agriculture": 4.0,
        "care": 2.0,
    }
)
_WOMEN = Odds(
    {
        "construction": 2.0,
        "landscaping": 3.0,
        "cleaning": 24.0,
        "logistics": 3.0,
        "kitchen": 22.0,
        "retail": 14.0,
        "industry": 7.0,
        "agriculture": 4.0,
        "care": 21.0,
    }
)
_LEVELS = Odds({1: 40.0, 2: 45.0, 3: 15.0})
_EVIDENCE = Odds({"told": 66.0, "document": 10.0, "observed": 16.0, "competence_card": 6.0, "test": 2.0})
_FEW_SKILLS = ("women_under_50", "young", "special_support", "unknown")
_SCHOOL = {
    1: (("Ingen skolegang", "none", 0), ("Få års grundskole", "primary", 4)),
    2: (("Grundskole", "primary", 9), ("Erhvervsskole", "vocational", 11)),
    3: (
        ("Gymnasium", "upper_secondary", 12),
        ("Bachelor", "bachelor", 15),
        ("Ingeniør", "master", 17),
        ("Læreruddannelse", "bachelor", 16),
    ),
}
_CONSIDERATIONS = {
    "physical": ("no_heavy_lifting", "varied_posture", "no_bending", "extra_breaks", "short_days", "no_overhead_work"),
    "special_support": ("calm_pace", "few_people", "quiet_room", "fixed_contact", "short_days"),
    "aged_50_plus": ("no_heavy_lifting", "spoken_instruction", "extra_breaks"),
    "women_under_50": ("daytime_only", "regular_hours", "short_days", "fixed_contact"),
}
_MEANS = Odds({"transit": 58.0, "bicycle": 18.0, "car": 16.0, "foot": 4.0, "lift": 3.0, "moped": 1.0})


def trade_of(leaning: str, woman: bool, dice: Dice) -> Trade:
    """What the person knows best, or would be nearest to."""
    industry = dice.weighed(_WOMEN if woman else _MEN)
    within = shipped.trades_of_industry()[industry]
    simple = [trade for trade in within if trade.grade >= 5]
    return dice.one_of(within if leaning in ("education", "self_supporting") or not simple else simple)


def skills(trade: Trade, leaning: str, noted_on: date, dice: Dice) -> list[Skill]:
    """Mostly the trade's own; a few from beside it. One case in fourteen has none written down."""
    if dice.chance(0.07):
        return []
    few = leaning in _FEW_SKILLS
    codes = dice.some_of(trade.essential, dice.whole(1, 2 if few else 4))
    codes += dice.some_of([code for code in trade.optional if code not in codes], dice.whole(0, 1 if few else 4))
    other = dice.one_of(shipped.trades_of_industry()[trade.industry])
    if dice.chance(0.35) and other.essential[0] not in codes:
        codes.append(other.essential[0])
    return [Skill(code, dice.weighed(_LEVELS), dice.weighed(_EVIDENCE), noted_on) for code in codes]


def schooling(track: int | None, origin: Origin, arrived: int, dice: Dice) -> list[Schooling]:
    """Education from before Denmark, as the person told it."""
    if track is None or dice.chance(0.08):
        return []
    title, level, years = dice.one_of(_SCHOOL[track])
    if level == "none":
        return [Schooling(title, level, 0, origin.country, None)]
    return [
        Schooling(title, level, dice.maybe(0.85, years), origin.country, dice.maybe(0.7, arrived - dice.whole(1, 9)))
    ]


def work(trade: Trade, leaning: str, age: int, residence: date, dice: Dice) -> list[Work]:
    """Work from before Denmark, most in the trade; some with a title nobody has translated to an occupation."""
    if leaning in ("women_under_50", "young") and dice.chance(0.7):
        return []
    longest = max((age - 18) * 12 - 12, 6)
    jobs: list[Work] = []
    for turn in range(dice.whole(1, 2)):
        held = trade if turn == 0 else dice.one_of(shipped.trades_of_industry()[trade.industry])
        coded = dice.chance(0.88)
        ended = residence - timedelta(days=dice.whole(60, 1500))
        months = dice.whole(4, min(longest, 160))
        jobs.append(Work(held.code if coded else "", held.title, months, True, "", dice.maybe(0.6, ended)))
    return jobs


def tongues(origin: Origin, dice: Dice) -> list[Tongue]:
    found = [Tongue(origin.language, 3, dice.one_of((0, 2, 3, 3)))]
    if dice.chance(0.3):
        found.append(Tongue("en", dice.whole(1, 3), dice.whole(0, 2)))
    if origin.country in ("SY", "IQ") and dice.chance(0.12):
        found.append(Tongue("ku", dice.whole(2, 3), dice.whole(0, 2)))
    return found


def wishes(trade: Trade, dice: Dice) -> list[Wanted]:
    """One in eight has told none."""
    if dice.chance(0.12):
        return []
    found = [Wanted(trade.industry, trade.code if dice.chance(0.55) else "")]
    others = [industry for industry in shipped.trades_of_industry() if industry != trade.industry]
    return found + [Wanted(industry, "") for industry in dice.some_of(others, dice.whole(0, 2))]


def papers(trade: Trade, dice: Dice) -> tuple[list[Paper], bool]:
    """Licences and certificates, and whether anybody has asked."""
    if not dice.chance(0.78):
        return [], False
    held = [Paper("driving_b", None)] if dice.chance(0.3) else []
    held += [Paper(code, None) for code in PAPERS[trade.industry] if code != "driving_b" and dice.chance(0.12)]
    return held, True


def considerations(leaning: str, dice: Dice) -> tuple[list[str], bool]:
    """What a workplace must take into account, and whether anybody has asked."""
    if not dice.chance(0.8):
        return [], False
    usual = _CONSIDERATIONS.get(leaning)
    if usual is None:
        return (["no_heavy_lifting"] if dice.chance(0.05) else []), True
    return dice.some_of(usual, dice.whole(0 if leaning == "women_under_50" else 1, 3)), True


def danish(leaning: str, origin: Origin, days_here: int, dice: Dice) -> dict[str, Any]:
    """Track by schooling, modules by time here at some pace, the highest test passed."""
    track = _track(leaning, dice)
    known = dice.chance(0.93)
    pace = 0.25 + 0.9 * dice.roll()  # the part of the time that went into Danish
    module = min(int(days_here / 30 / 3.8 * pace), 6)
    if leaning == "aged_50_plus":
        module = min(module, 3)
    if track == 3 and module == 6 and not dice.chance(0.35):
        module = 5
    tests = {(1, 6): "pd1", (2, 6): "pd2", (3, 5): "pd3", (3, 6): "studieproven"}
    passed = tests.get((track, module), "") if dice.chance(0.8) else ""
    weak = module < 3
    interpreter = dice.maybe(0.9, weak and dice.chance(0.8))
    return {
        "literacy": _literacy(track, origin, dice),
        "needs_interpreter": interpreter,
        "interpreter_language": origin.language if interpreter else "",
        "danish_track": track if known else None,
        "danish_module": module if known else None,
        "danish_test": passed if known else "",
    }


def _track(leaning: str, dice: Dice) -> int:
    weights = {
        "women_under_50": Odds({1: 55.0, 2: 40.0, 3: 5.0}),
        "aged_50_plus": Odds({1: 60.0, 2: 35.0, 3: 5.0}),
        "education": Odds({2: 30.0, 3: 70.0}),
        "young": Odds({1: 10.0, 2: 50.0, 3: 40.0}),
    }
    return dice.weighed(weights.get(leaning, _TRACKS))


_TRACKS = Odds({1: 22.0, 2: 52.0, 3: 26.0})


def _literacy(track: int, origin: Origin, dice: Dice) -> str:
    if not dice.chance(0.88):
        return ""
    if track == 1:
        return dice.one_of(("none", "own_script", "latin_beginner"))
    return "latin" if track == 3 or origin.script == "latin" or dice.chance(0.7) else "latin_beginner"


def reach(leaning: str, held: list[Paper], today: date, dice: Dice) -> dict[str, Any]:
    """Means and minutes of travel, hours a week, from when and until when. Not everybody has been asked."""
    means = dice.weighed(_MEANS)
    if means == "car" and not any(paper.code == "driving_b" for paper in held):
        means = "transit"
    most = dice.one_of((15, 20, 25, 30)) if leaning in ("special_support", "physical", "women_under_50") else 37
    starts = today + timedelta(days=dice.whole(-120, 45))
    ends = starts + timedelta(days=dice.whole(150, 500)) if dice.chance(0.12) else None
    return {
        "travel_means": means if dice.chance(0.9) else "",
        "travel_minutes": dice.maybe(0.85, dice.one_of((30, 45, 60, 60, 75, 90))),
        "available_from": dice.maybe(0.88, starts),
        "available_until": ends,
        "hours_min": dice.maybe(0.85, Decimal(min(most, dice.one_of((5, 10, 15, 20, 25))))),
        "hours_max": dice.maybe(0.92, Decimal(most)),
    }
