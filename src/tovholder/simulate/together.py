"""What the municipalities do together: agreements with large employers and their banks, joint courses, knowledge."""

from collections.abc import Iterator
from datetime import date, timedelta

from tovholder.simulate import shipped
from tovholder.simulate.dice import Dice
from tovholder.simulate.facts import Citizen, Firm, Part
from tovholder.simulate.personas import KAREN, STORY
from tovholder.simulate.region import Staff
from tovholder.simulate.scale import Scale, first_of_month, moment, workday
from tovholder.simulate.together_facts import Agreement, Course, Entered, Foreseen, Note, Together

PEOPLE_PER_AGREEMENT = 400
PEOPLE_PER_COURSE = 300
PEOPLE_PER_NOTE = 100
IN_A_BANK, ON_A_COURSE = (3, 12), (6, 16)
ENTERED = 10  # the hour at which somebody is put in a bank or on a course
_SIMPLE = 8  # ISCO major group and above: operators and helpers
_LONGEST_SINCE = 300  # days since somebody was put in a bank


def make(part: Part, scale: Scale, staff: Staff, dice: Dice) -> Together:
    """In proportion to the people of the part; the first part has the personas' own besides."""
    size, first = len(part.citizens), int(part.number == 0)
    return Together(
        agreements=list(_agreements(part, max(1, size // PEOPLE_PER_AGREEMENT) + first, scale, staff, dice)),
        courses=list(_courses(part, max(1, size // PEOPLE_PER_COURSE) + first, scale, staff, dice)),
        notes=list(_notes(part, max(2, size // PEOPLE_PER_NOTE) + first * 2, scale, staff, dice)),
    )


def _agreements(part: Part, count: int, scale: Scale, staff: Staff, dice: Dice) -> Iterator[Agreement]:
    largest = sorted(part.firms, key=lambda firm: -sum(place.fte for place in firm.workplaces))
    long_known = scale.today - timedelta(days=30)
    held = [
        firm
        for firm in largest
        if firm.consultant is not None
        and firm.industry in shipped.trades_of_industry()
        and firm.created_at.date() < long_known
    ]
    personas = [firm for firm in held if firm.body]
    for number, firm in enumerate((personas + [firm for firm in held if not firm.body])[:count]):
        yield _agreement(number, firm, part, scale, staff, dice)


def _agreement(number: int, firm: Firm, part: Part, scale: Scale, staff: Staff, dice: Dice) -> Agreement:
    texts = shipped.listing("together")["agreements"]
    known = firm.created_at.date()  # nobody agrees anything with a company before it is known
    starts = max(first_of_month(scale.today, dice.whole(1, 10 if firm.body else 20)), first_of_month(known, -1))
    asked = max(starts - timedelta(days=dice.whole(8, 25)), known + timedelta(days=1))
    created = moment(workday(asked), 9, dice.whole(0, 59))
    ends = first_of_month(starts, -12 if dice.chance(0.6) and not firm.body else -24)
    lead = firm.consultant if firm.consultant is not None else KAREN
    return Agreement(
        number=number,
        firm=firm.number,
        lead=lead,
        title=texts["titles"][firm.industry].format(years=f"{starts.year}-{ends.year}"),
        words=dice.one_of(texts["words"]).format(firm=firm.name),
        starts_on=starts,
        ends_before=ends,
        created_at=created,
        foreseen=_foreseen(firm.industry, starts, ends, scale.today, dice),
        bank=_entered(
            _who_would(firm.industry, part, dice, IN_A_BANK), created.date(), min(ends, scale.today), staff, dice
        ),
    )


def _foreseen(industry: str, starts: date, ends: date, today: date, dice: Dice) -> list[Foreseen]:
    """One to three trades that ask for little training, on firsts of months within the agreement that lie ahead, or
    did."""
    last = min(ends - timedelta(days=1), today + timedelta(days=240))
    trades = shipped.trades_of_industry()[industry]
    simple = [trade for trade in trades if trade.grade >= _SIMPLE] or trades
    first = min(today + timedelta(days=20), last)
    wanted = dice.some_of(simple, dice.whole(1, 3))
    return sorted(
        Foreseen(max(first_of_month(dice.day(first, last)), starts), trade.code, dice.whole(2, 9)) for trade in wanted
    )


def _courses(part: Part, count: int, scale: Scale, staff: Staff, dice: Dice) -> Iterator[Course]:
    """Courses to come; the first of the personas' part is led by Karen, and full."""
    industries = list(shipped.listing("together")["courses"])
    for number in range(count):
        own = part.number == 0 and number == 0
        industry = "kitchen" if own else dice.one_of(industries)
        starts = workday(scale.today + timedelta(days=dice.whole(9, 100)))
        created = moment(workday(scale.today - timedelta(days=dice.whole(12, 70))), 9, dice.whole(0, 59))
        people = _who_would(industry, part, dice, ON_A_COURSE)
        taken = _entered(people, created.date(), scale.today, staff, dice)
        yield Course(
            number=number,
            lead=KAREN if own else dice.one_of(dice.one_of(list(staff.consultants.values()))),
            title=dice.one_of(shipped.listing("together")["courses"][industry]),
            starts_on=starts,
            seats=max(len(taken), 1) if own else max(12, len(taken) + dice.whole(0, 6)),
            created_at=created,
            taken=taken,
        )


def _who_would(industry: str, part: Part, dice: Dice, numbers: tuple[int, int]) -> list[Citizen]:
    """People who know or want the industry; in the first part the kitchen's are those of the story, before others."""
    fitting = [citizen for citizen in part.citizens if _may_be_entered(citizen) and _knows(citizen, industry)]
    of_story = [citizen for citizen in fitting if part.number == 0 and citizen.number in STORY]
    others = [citizen for citizen in fitting if citizen not in of_story]
    return of_story + dice.some_of(others, dice.whole(*numbers))


def _may_be_entered(citizen: Citizen) -> bool:
    """An open case, and nobody who is protected: a list that several municipalities fill is not for them."""
    return citizen.closed is None and not citizen.case["protected"]


def _knows(citizen: Citizen, industry: str) -> bool:
    wanted = any(wish.industry == industry for wish in citizen.wishes)
    return wanted or shipped.trades()[citizen.trade].industry == industry


def _entered(people: list[Citizen], since: date, until: date, staff: Staff, dice: Dice) -> list[Entered]:
    """Each by a consultant of the own municipality, on a working day after the case was opened."""
    found = []
    last = until - timedelta(days=3)
    for citizen in people:
        opened = max(since, citizen.registered_at.date(), until - timedelta(days=_LONGEST_SINCE)) + timedelta(days=1)
        if opened <= last:
            on = workday(dice.day(opened, last))
            found.append(Entered(citizen.number, dice.one_of(staff.consultants[citizen.municipality]), on))
    return found


def _notes(part: Part, count: int, scale: Scale, staff: Staff, dice: Dice) -> Iterator[Note]:
    """Different things while there are; the first of the personas' part is told by Karen."""
    told = [(industry, words) for industry, texts in shipped.listing("together")["notes"].items() for words in texts]
    for number, (industry, words) in enumerate(dice.some_of(told, count)):
        municipality = dice.weighed(shipped.municipalities())
        by = KAREN if part.number == 0 and number == 0 else dice.one_of(staff.consultants[municipality])
        place = shipped.names_of_places()[staff.members[by].body]
        day = workday(scale.today - timedelta(days=dice.whole(3, 200)))
        yield Note(by, industry, words.format(town=place), moment(day, dice.whole(9, 15), dice.whole(0, 59)))
