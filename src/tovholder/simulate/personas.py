"""The personas' story: a citizen with a running stay and an open proposal, a firm with a candidate to see."""

from datetime import timedelta
from decimal import Decimal

from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.simulate import shipped, stays, suggestions
from tovholder.simulate.dice import Dice
from tovholder.simulate.facts import (
    Body,
    Citizen,
    Demand,
    Firm,
    Fit,
    Part,
    Sharing,
    Skill,
    Stay,
    Suggestion,
    View,
    Wanted,
    Workplace,
)
from tovholder.simulate.market import Market, Stretch
from tovholder.simulate.region import HERLEV, Staff
from tovholder.simulate.scale import Scale, moment, monday, workday

STORY = frozenset({0, 1, 2})  # numbers of the people in the story
HOTEL = "Hotel Skrænthøj A/S"
KAREN, _MIKKEL, _ULLA = 0, 1, 11  # numbers of the personas among the staff


def set_scene(part: Part, scale: Scale, staff: Staff) -> Body:
    """Change the first people and one firm so that the personas meet; gives the firm's own organisation."""
    part.families = [tie for tie in part.families if STORY.isdisjoint(tie[:2])]
    hotel = _hotel(part, scale)
    yusra, samer, omar = part.citizens[:3]
    _citizen(yusra, "Yusra", "Al-Shami", scale)
    _citizen(samer, "Samer", "Haddad", scale)
    _citizen(omar, "Omar", "Darwish", scale)
    citizen = staff.add(
        name="Yusra, borger i Herlev", email="yusra@borger.example", body=HERLEV, role=Role.CITIZEN, persona=True
    )
    yusra.login = citizen.email
    for newcomer in (yusra, samer, omar):
        newcomer.views = [View("frivillige", _ULLA, "mentoring", "contact", newcomer.registered_at.date(), "mentor")]
    _firm_people(hotel, staff)
    own = {place.number for place in hotel.workplaces}
    for order in part.orders:  # the hotel's one fixed consultant owns all its orders
        if order.workplace in own:
            order.owner, order.taken_by = KAREN, HERLEV
    _order(part, hotel, scale)
    return Body(key=hotel.cvr, kind=OrganisationKind.COMPANY, name=hotel.name)


def _hotel(part: Part, scale: Scale) -> Firm:
    hotel = next(firm for firm in part.firms if firm.industry == "kitchen")
    place = hotel.workplaces[0]
    _rewritten(part, hotel, {hotel.name: HOTEL, f" i {_town(place)} ": " i Herlev "})
    for other in hotel.workplaces[1:]:
        other.name = f"Hotel Skrænthøj, {_town(other)}"
    hotel.name, hotel.consultant, hotel.db_code = HOTEL, KAREN, "551010"
    place.name, place.municipality, place.postcode, place.fte = "Hotel Skrænthøj", HERLEV, "2730", 86
    place.headcounts = [(month, Decimal("86.00"), told) for month, _, told in place.headcounts]
    place.stated_stays = (Decimal(0), scale.today - timedelta(days=9))
    return hotel


def _rewritten(part: Part, hotel: Firm, instead: dict[str, str]) -> None:
    """What the firm asked for before it was the hotel stands in the hotel's words; the town is that of its first
    workplace."""
    first, *others = (place.number for place in hotel.workplaces)
    for order in part.orders:
        if order.workplace == first or order.workplace in others:
            for old, new in instead.items():
                if old == hotel.name or order.workplace == first:
                    order.columns["words"] = order.columns["words"].replace(old, new)


def _town(place: Workplace) -> str:
    return next(town.name for town in shipped.towns()[place.municipality] if town.postcode == place.postcode)


def _citizen(citizen: Citizen, given: str, family: str, scale: Scale) -> None:
    """Known in every part, so that nothing has to be asked first."""
    known = citizen.registered_at.date()
    citizen.municipality, citizen.contact, citizen.leaning, citizen.closed = HERLEV, _MIKKEL, "job_ready", None
    citizen.trade, citizen.age = "kitchen_helper", 31
    trade = shipped.trades()[citizen.trade]
    citizen.case |= {
        "given_name": given,
        "family_name": family,
        "protected": False,
        "zone": "2730",
        "visitation": "job_ready",
        "danish_track": 2,
        "danish_module": 3,
        "danish_test": "",
        "needs_interpreter": False,
        "interpreter_language": "",
        "travel_means": "transit",
        "travel_minutes": 60,
        "available_from": scale.today - timedelta(days=30),
        "available_until": None,
        "hours_min": Decimal(20),
        "hours_max": Decimal(37),
        "licences_known": True,
        "considerations_known": True,
    }
    citizen.address = ("Rugmarken 12", "2730", "Herlev")
    citizen.considerations, citizen.papers = [], citizen.papers or []
    citizen.skills = [Skill(code, 2, "observed", known) for code in trade.essential]
    citizen.wishes = [Wanted(trade.industry, trade.code)]
    told = shipped.listing("texts")["told"].strip()
    since = max(citizen.registered_at.date(), scale.today - timedelta(days=90))
    citizen.sharing = Sharing("gdpr_6_1_e", told, since, None, since, since + timedelta(days=365))


def _firm_people(hotel: Firm, staff: Staff) -> None:
    hotel.body = hotel.cvr
    told = (
        (Role.COMPANY_CONTACT, "Nadia", "HR-ansvarlig på Hotel Skrænthøj"),
        (Role.MENTOR, "Preben", "mentor på Hotel Skrænthøj"),
    )
    for role, given, words in told:
        staff.add(
            name=f"{given}, {words}",
            email=f"{given.lower()}@skraenthoej.example",
            body=hotel.cvr,
            role=role,
            persona=True,
        )


def _order(part: Part, hotel: Firm, scale: Scale) -> None:
    """Karen's open order at the hotel: the candidates of the story are proposed for it."""
    order = part.orders[0]
    place = hotel.workplaces[0]
    trade = shipped.trades()[part.citizens[0].trade]
    order.workplace, order.taken_by, order.received_by = place.number, HERLEV, HERLEV
    order.owner = order.taker = KAREN
    order.liaison, order.papers = hotel.liaisons[0].number, []
    order.skills = [Demand(code, True, 1) for code in trade.essential[:2]]
    order.skills += [Demand(code, False, 1) for code in trade.optional[:2]]
    came = moment(workday(scale.today - timedelta(days=8)), 9)
    starts = monday(scale.today + timedelta(days=10))
    order.columns |= {
        "tasks": "opvask, rengøring af køkken og at klargøre grønt",
        "title": trade.title.capitalize(),
        "words": f"Vi er {HOTEL} i Herlev og mangler to køkkenmedhjælpere. Man skal forstå enkle beskeder på dansk. "
        "20-37 timer om ugen, og der er en fast makker de første uger.",
        "occupation": trade.code,
        "industry": trade.industry,
        "kinds": ["work_placement", "wage_subsidy_private", "ordinary_job"],
        "strains": ["standing"],
        "danish_level": 20,
        "hours_min": Decimal(20),
        "hours_max": Decimal(37),
        "places": 2,
        "start_earliest": starts,
        "start_latest": starts + timedelta(weeks=5),
        "answer_by": scale.today + timedelta(days=5),
        "fresh_until": came.date() + timedelta(days=30),
        "status": "open",
        "received_at": came,
        "answered_at": came + timedelta(hours=3),
        "confirmed_at": came + timedelta(hours=4),
        "touched_at": came + timedelta(hours=4),
    }


def stays_of_the_story(part: Part, scale: Scale, staff: Staff, dice: Dice) -> dict[int, list[Stay]]:
    """Yusra is at a workplace for three more weeks; Samer and Omar have been at one."""
    setting = stays.Setting(Market(part.firms, part.orders), scale, staff)
    told: dict[int, list[Stay]] = {}
    for citizen, begins, weeks in zip(part.citizens, (-35, -120, -200), (8, 8, 10), strict=False):
        starts = monday(scale.today + timedelta(days=begins))
        stretch = Stretch("work_placement", starts, starts + timedelta(weeks=weeks, days=-2), starts, True)
        place = setting.market.workplace_for(shipped.trades()[citizen.trade].industry, stretch, dice)
        if place is None:
            raise LookupError("no workplace in the part has room for the personas")
        stay = stays.make(citizen, None, stretch, place, None, setting, dice)
        stay.consultant = KAREN
        stays.run(stay, citizen, staff, scale.today, dice)
        told[citizen.number] = [stay]
    return told


def proposals_of_the_story(
    part: Part, fits: dict[int, list[Fit]], scale: Scale, staff: Staff, dice: Dice
) -> list[Suggestion]:
    """Yusra has been told of the hotel's order; Samer is shown to the hotel; Omar is chosen, and not agreed on yet."""
    order = part.orders[0]
    yesterday = moment(scale.today - timedelta(days=1), 15)
    begun = order.columns["confirmed_at"]
    shown = ("contacted", "accepted_by_citizen", "shown_to_company")
    paths = (("contacted",), shown, (*shown, "interview", "chosen"))
    found = {fit.person: fit for fit in fits.get(order.number, ())}
    made = [
        suggestions.make(order, citizen, path, suggestions.moments(begun, yesterday, len(path) + 1), None, staff, dice)
        for citizen, path in zip(part.citizens, paths, strict=False)
    ]
    return [suggestions.scored(one, found[one.person]) if one.person in found else one for one in made]
