"""The citizens: who they are, what they can and want, when and how far. Much is unknown, as in real cases."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tovholder.people import rules as people_rules
from tovholder.simulate import abilities, shipped
from tovholder.simulate.dice import Dice, Odds
from tovholder.simulate.facts import Citizen, Group, Sharing, View
from tovholder.simulate.firms import telephone
from tovholder.simulate.region import Staff
from tovholder.simulate.scale import Scale, moment, workday
from tovholder.simulate.shipped import Origin, Town

PROTECTED = 0.02
SHARED = 0.83  # of those who may be shared: about 80 in 100 of all
FAMILIES = 0.2

# Allerød's groups in January 2018, of 157 in the programme (seed 002): they overlap and do not add up.
LEANINGS = Odds(
    {
        "self_supporting": 63.0,
        "job_ready": 31.0,
        "education": 7.0,
        "women_under_50": 22.0,
        "aged_50_plus": 10.0,
        "special_support": 10.0,
        "physical": 8.0,
        "young": 9.0,
        "unknown": 4.0,
    }
)
_REASONS = {
    "job_ready": "Har erhvervserfaring fra hjemlandet og vil i gang.",
    "education": "Er på vej i ordinær uddannelse.",
    "women_under_50": "Uden uddannelse og erhvervserfaring; har brug for et forløb i små skridt.",
    "aged_50_plus": "Lidt dansk trods lang undervisning; har brug for kolleger, der kan hjælpe med sproget.",
    "special_support": "Er langt fra arbejdsmarkedet lige nu.",
    "physical": "Er under afklaring.",
    "young": "Under 30 uden erfaring; fritidsjob eller uddannelse er næste skridt.",
    "unknown": "Ikke afklaret endnu.",
}
_GROUPS = Odds({"refugee": 62.0, "family_of_refugee": 24.0, "family_reunified_other": 11.0, "other_foreigner": 3.0})
_BENEFITS = Odds(
    {"cash_benefit_minimum": 40.0, "cash_benefit_basic": 42.0, "cash_benefit_raised": 8.0, "none": 5.0, "": 5.0}
)
_CLOSED = Odds(
    {
        "ordinary_job": 50.0,
        "ordinary_education": 14.0,
        "moved_municipality": 16.0,
        "own_firm": 3.0,
        "supported_by_spouse": 6.0,
        "pension": 3.0,
        "left_country": 8.0,
    }
)


@dataclass
class Registry:
    """What must not be given twice."""

    cpr: set[str]


def citizen(  # long: one column after the other
    number: int, scale: Scale, staff: Staff, registry: Registry, dice: Dice
) -> Citizen:
    """One person with everything known about the person today."""
    residence = _arrival(scale.today, dice)
    takeover = min(residence + timedelta(days=dice.whole(0, 45)), scale.today - timedelta(days=1))
    origin = _origin(residence.year, dice)
    leaning = dice.weighed(LEANINGS)
    woman = leaning == "women_under_50" or dice.chance(0.44)
    age = _age(leaning, dice)
    born = _birthday(age, scale.today, dice)
    town = dice.one_of(shipped.towns()[dice.weighed(shipped.municipalities())])
    protected = dice.chance(PROTECTED)
    registered = max(takeover, scale.begins_on)
    trade = abilities.trade_of(leaning, woman, dice)
    closed = _closing(leaning, registered, scale, dice)
    danish = abilities.danish(leaning, origin, (scale.today - residence).days, dice)
    papers, papers_known = abilities.papers(trade, dice)
    considerations, considerations_known = abilities.considerations(leaning, dice)
    case = (
        _who(origin, woman, born, protected, town, registry, dice)
        | _frame(leaning, residence, takeover, origin, scale, dice)
        | danish
        | abilities.reach(leaning, papers, scale.today, dice)
        | {"licences_known": papers_known, "considerations_known": considerations_known}
    )
    return Citizen(
        number=number,
        municipality=town.municipality,
        contact=_contact(town.municipality, staff, dice),
        login="",
        case=case,
        address=(f"{dice.one_of(shipped.listing('firms')['streets'])} {dice.whole(1, 180)}", town.postcode, town.name),
        background=("F" if woman else "M", origin.country, origin.country, origin.language),
        skills=abilities.skills(trade, leaning, registered, dice),
        schooling=abilities.schooling(danish["danish_track"], origin, residence.year, dice),
        work=abilities.work(trade, leaning, age, residence, dice),
        tongues=abilities.tongues(origin, dice),
        wishes=abilities.wishes(trade, dice),
        considerations=considerations,
        papers=papers,
        groups=_groups(leaning, woman, age, registered, dice),
        sharing=_until_closed(_sharing(protected, registered, scale, dice), closed),
        views=_views(danish, residence, registered, scale, dice),
        registered_at=moment(registered, 9, dice.whole(0, 59)),
        touched_at=moment(registered, 9),
        closed=closed,
        trade=trade.code,
        women=woman,
        age=age,
        leaning=leaning,
    )


def _arrival(today: date, dice: Dice) -> date:
    year = dice.weighed(shipped.arrival_years())
    last = min(date(year, 12, 31), today - timedelta(days=10))
    return dice.day(min(date(year, 1, 1), last), last)


def _origin(year: int, dice: Dice) -> Origin:
    found, by_year = shipped.origins()
    return found[dice.weighed(by_year[year])]


def _age(leaning: str, dice: Dice) -> int:
    spans = {"aged_50_plus": (50, 63), "young": (17, 27), "women_under_50": (23, 49), "education": (19, 35)}
    lowest, highest = spans.get(leaning, (20, 56))
    return dice.whole(lowest, highest)


def _birthday(age: int, today: date, dice: Dice) -> date:
    """Many have the first of January, because nobody wrote the day down where they were born."""
    year = today.year - age
    if dice.chance(0.12):
        return date(year, 1, 1)
    return date(year, dice.whole(1, 11), dice.whole(1, 28))


def _who(
    origin: Origin, woman: bool, born: date, protected: bool, town: Town, registry: Registry, dice: Dice
) -> dict[str, Any]:
    has_number = dice.chance(0.985)
    number = _made_up_cpr(born, registry, dice) if has_number else ""
    return {
        "given_name": dice.one_of(origin.women if woman else origin.men),
        "family_name": dice.one_of(origin.family),
        "cpr": number,
        "born_on": born,
        "protected": protected,
        "zone": "" if protected else town.postcode,
        "phone": telephone(dice) if dice.chance(0.9) else "",
        "email": "",
    }


def _made_up_cpr(born: date, registry: Registry, dice: Dice) -> str:
    """A marked test number that nobody else in the region has."""
    while True:
        number = people_rules.made_up_cpr(born, dice.whole(0, 3999))
        if number not in registry.cpr:
            registry.cpr.add(number)
            return number


def _frame(leaning: str, residence: date, takeover: date, origin: Origin, scale: Scale, dice: Dice) -> dict[str, Any]:
    """The legal frame: group, programme, benefit, visitation. The programme keeps the name of its time."""
    visited = workday(min(takeover + timedelta(days=dice.whole(5, 60)), scale.today))
    visited = min(visited, scale.today)
    return {
        "residence_from": residence,
        "takeover_on": takeover,
        "residence_group": "special_act" if origin.country == "UA" else dice.weighed(_GROUPS),
        "programme": _programme(takeover, scale.today),
        "benefit": "wage" if leaning == "self_supporting" else _benefit(leaning, dice),
        "visitation": _visitation(leaning, dice),
        "visited_on": visited if dice.chance(0.93) else None,
    }


def _programme(takeover: date, today: date) -> str:
    """Five years at most; after that a case may go on outside it."""
    if (today - takeover).days > 5 * 365:
        return ""
    if takeover < date(2019, 7, 1):
        return "integration_programme"
    return "self_support_programme" if takeover < date(2025, 1, 1) else "introduction_programme"


def _benefit(leaning: str, dice: Dice) -> str:
    return "student_grant" if leaning == "education" and dice.chance(0.4) else dice.weighed(_BENEFITS)


def _visitation(leaning: str, dice: Dice) -> str:
    if dice.chance(0.05):
        return ""
    usual = {
        "education": "education_ready",
        "special_support": "activity_ready",
        "physical": "activity_ready",
        "unknown": "not_assessed",
    }
    if leaning in ("women_under_50", "aged_50_plus"):
        return "activity_ready" if dice.chance(0.6) else "job_ready"
    return usual.get(leaning, "job_ready")


def _contact(municipality: str, staff: Staff, dice: Dice) -> int | None:
    """The one named contact: mostly a caseworker; a few people have none, and the worklists must say so."""
    desk = staff.caseworkers if dice.chance(0.75) else staff.consultants
    return dice.one_of(desk[municipality]) if dice.chance(0.97) else None


def _groups(leaning: str, woman: bool, age: int, since: date, dice: Dice) -> list[Group]:
    """Groups overlap, and some are not clear yet."""
    if leaning == "self_supporting":
        return []
    codes = [leaning]
    if woman and age < 50 and "women_under_50" not in codes and dice.chance(0.1):
        codes.append("women_under_50")
    if age >= 50 and "aged_50_plus" not in codes and dice.chance(0.6):
        codes.append("aged_50_plus")
    if age < 30 and "young" not in codes and dice.chance(0.25):
        codes.append("young")
    return [Group(code, _REASONS[code], since) for code in codes]


def _sharing(protected: bool, registered: date, scale: Scale, dice: Dice) -> Sharing | None:
    """In the common pool: not the protected, not those nobody has told, and not those who objected."""
    if protected or not dice.chance(SHARED):
        return None
    longest = min((scale.today - registered).days, 300)
    told = scale.today - timedelta(days=dice.whole(1, max(longest, 1)))
    objected = told + timedelta(days=dice.whole(1, 20)) if dice.chance(0.02) else None
    if objected and objected >= scale.today:
        objected = None
    basis = "gdpr_6_1_e" if dice.chance(0.8) else "integration_act_ch10"
    return Sharing(basis, shipped.listing("texts")["told"].strip(), told, objected, told, told + timedelta(days=365))


def _until_closed(sharing: Sharing | None, closed: tuple[date, str] | None) -> Sharing | None:
    """What is shown in the pool ends with the case; nobody is told of it afterwards."""
    if sharing is None or closed is None:
        return sharing
    on = closed[0]
    if sharing.told_on > on:
        return None
    objected = sharing.objected_on if sharing.objected_on is not None and sharing.objected_on <= on else None
    return sharing._replace(objected_on=objected, ends_before=min(sharing.ends_before, max(on, sharing.starts_on)))


def _views(danish: dict[str, Any], residence: date, registered: date, scale: Scale, dice: Dice) -> list[View]:
    """Partners with a task: the language centre, now and then a school, and the asylum centre of the newcomers."""
    found = []
    if danish["danish_module"] is not None and danish["danish_module"] < 6 and dice.chance(0.3):
        found.append(View("sprogcenter", None, "danish_education", "learning", registered, "referral:danish"))
    if dice.chance(0.03):
        found.append(View("erhvervsskole", None, "course", "learning", registered, "referral:course"))
    if (scale.today - residence).days < 400 and dice.chance(0.5):
        found.append(View("asylcenter", None, "competence_handover", "profile", registered, "handover"))
    return found


def _closing(leaning: str, registered: date, scale: Scale, dice: Dice) -> tuple[date, str] | None:
    if not dice.chance(0.3 if leaning == "self_supporting" else 0.08):
        return None
    first = registered + timedelta(days=200)
    if first >= scale.today:
        return None
    return workday(dice.day(first, scale.today - timedelta(days=5))), dice.weighed(_CLOSED)


def families(citizens: list[Citizen], dice: Dice) -> list[tuple[int, int, str]]:
    """Spouses and siblings among the people of one municipality who share an origin. Everybody has one tie at most."""
    waiting: dict[tuple[str, str], Citizen] = {}
    ties: list[tuple[int, int, str]] = []
    for one in citizens:
        if not dice.chance(FAMILIES * 2):
            continue
        key = (one.municipality, one.background[2])
        other = waiting.pop(key, None)
        if other is None:
            waiting[key] = one
            continue
        near = abs(one.age - other.age) <= 12
        relation = "spouse" if near and one.women != other.women and min(one.age, other.age) > 19 else "sibling"
        if near:
            ties.append((other.number, one.number, relation))
            one.case["family_name"] = other.case["family_name"]
    return ties
