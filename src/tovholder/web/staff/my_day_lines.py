"""One line of my day: whom or what it is about, why it is due, and the one thing to press."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision
from tovholder.companies import desk_queries
from tovholder.companies import queries as companies
from tovholder.pathways import rules
from tovholder.placements import alignment_queries, alignment_rules, incident_rules, objections
from tovholder.proposals import queries as proposals
from tovholder.web.staff import due_kinds
from tovholder.worklists import coming, items


@dataclass(frozen=True)
class Line:
    """`person` is None for lines about a company's order; `about` is the order or workplace in words."""

    why: Decision
    person: Any = None
    about: str = ""
    address: str = ""
    action: str | Promise = ""
    action_returns: bool = False  # the action comes back to the list it was taken from


def name(kind: str) -> Promise:
    return due_kinds.KIND_NAMES[kind]


def name_in_team(kind: str) -> Promise:
    """The same where it is about others than the reader."""
    return due_kinds.NAMES_IN_TEAM.get(kind, due_kinds.KIND_NAMES[kind])


def member(holder: int, actor: Actor) -> Any:
    """The colleague whose turns are shown, or who has left; None for nobody."""
    colleagues = accounts.colleagues(actor=actor) if holder else ()
    found = next((each for each in colleagues if each.pk == holder), None)
    return found or (accounts.departed(actor=actor, ids=[holder]).first() if holder else None)


def of(kind: str, rows: list[Any], limits: items.Limits, actor: Actor) -> list[Line]:
    """The rows of one kind as lines."""
    if kind in items.PEOPLE_KINDS:
        return [_person(kind, row, limits.on) for row in rows]
    if kind in items.ORDER_KINDS:
        return [_order(kind, row, limits) for row in rows]
    if kind in items.PROPOSAL_KINDS:
        return [_proposal(kind, row, limits.on, actor) for row in rows]
    if kind in items.COMING_KINDS:
        return [_coming(kind, row, limits.on, actor) for row in rows]
    return [_OTHERS[kind](row, limits) for row in rows]


def note(lines: list[Line], actor: Actor) -> None:
    """Note everybody whose name is shown."""
    actor.book.note([line.person.pk for line in lines if line.person is not None], "my day")


_ELSEWHERE: dict[str, tuple[Callable[[], Decision], str, Promise]] = {
    "considerations": (items.why_considerations, "staff:considerations", _("Answer")),
    "aftercare": (items.why_aftercare, "staff:aftercare_person", _("See what")),
}


def _absence(person: Any, on: date) -> Line:
    address = _address("staff:attendance", person.pk)
    return Line(items.why_absence(person.away_on), person, address=address, action=_("See the absence"))


def hearing(person: Any, hearing_id: int, state: str, event_on: date, on: date) -> Line:
    """One hearing: how far it is, and the clock of its decision."""
    about = parameters.term("hearing_states", state).label(get_language() or "da")
    address = _address("staff:hearing", hearing_id)
    return Line(items.why_hearing(event_on, on), person, about, address, _("Open the hearing"))


def _sheet(person: Any, on: date) -> Line:
    why = items.why_sheet(timezone.localdate(person.sheet_at), on)
    return Line(why, person, address=_address("staff:person_progress", person.pk), action=_("Open the progression"))


_ABSENCES: dict[str, Callable[[Any, date], Line]] = {
    "absence": _absence,
    "hearing": lambda person, on: hearing(person, person.hearing_id, person.hearing_state, person.hearing_event_on, on),
    "sheet": _sheet,
}


def _asked(kind: str, row: Any, person: Any) -> Line:
    why = items.why_asked(kind, row.number, row.day)
    if kind == "help":
        return Line(why, person, row.about, _address("staff:support_stay", row.page_pk), _("Open the support"))
    known = parameters.is_term("enquiry_kinds", row.about)
    about = parameters.term("enquiry_kinds", row.about).label(get_language() or "da") if known else row.about
    return Line(why, person, about, _address("staff:enquiry", row.page_pk), _("Answer"))


def _observation(kind: str, row: Any, person: Any) -> Line:
    address = _address("staff:observations", row.page_pk)
    return Line(items.why_observation(row.day), person, row.about, address, _("See what"))


def _stuck_move(kind: str, row: Any, person: Any) -> Line:
    address = _address("staff:send_case", row.page_pk)
    return Line(items.why_stuck_move(row.day), person, row.about, address, _("Open the move"))


def _fallen_out(kind: str, row: Any, person: Any) -> Line:
    address = _address("staff:school_stay", row.page_pk)
    return Line(items.why_fallen_out(row.number, row.day), person, row.about, address, _("Plan it anew"))


_ASKED: dict[str, Callable[[str, Any, Any], Line]] = {
    "enquiry": _asked,
    "help": _asked,
    "observation": _observation,
    "stuck_move": _stuck_move,
    "fallen_out": _fallen_out,
}


def _coming(kind: str, row: Any, on: date, actor: Actor) -> Line:
    """Without a name while there is no case: the page it leads to tells it, and is in the log of reads."""
    if kind == "move":
        address = _address("staff:transfer", row.pk)
        return Line(items.why_move(row.day, on), None, row.about, address, _("Answer"))
    if kind in _ASKED:
        return _ASKED[kind](kind, row, coming.person_of(row, actor))
    why, person = items.why_reception(row.number, row.day, on), coming.person_of(row, actor)
    about = row.about or ("" if person else str(_("Reception")))
    return Line(why, person, about, _address("staff:handover", row.pk), _("Open the handover"))


def _person(kind: str, person: Any, on: date) -> Line:
    last, about = timezone.localdate(person.last_contact_at) if person.last_contact_at else None, ""
    if kind == "first_offer":
        why, address = items.why_first_offer(person.takeover_on, on), _address("staff:orders_for_person", person.pk)
        return Line(why, person, address=address, action=_("Find an offer"))
    if kind in _ELSEWHERE:
        answer, view, action = _ELSEWHERE[kind]
        return Line(answer(), person, address=_address(view, person.pk), action=action)
    if kind in _ABSENCES:
        return _ABSENCES[kind](person, on)
    if kind == "way_in":
        why, address = (
            items.why_way_in(person.way_in_by, timezone.localdate(person.way_in_at)),
            _address("staff:own_pages", person.pk),
        )
        return Line(why, person, address=address, action=_("See the way in"))
    if kind == "meeting":
        why, address = (
            items.why_meeting(person.meeting_why, person.meeting_at),
            _address("staff:meeting", person.meeting_id),
        )
        return Line(why, person, address=address, action=_("Open the meeting"))
    if kind == "talk":
        why, address = (
            items.why_talk(person.visited_on, person.talks_held, on),
            _address("staff:meetings_of_person", person.pk),
        )
        return Line(why, person, address=address, action=_("Agree a meeting"))
    if kind == "group_answer":
        why, about = items.why_group_answer(person.answered, timezone.localdate(person.answered_at)), person.answered_by
    elif kind == "agreed_talk":
        why = items.why_agreed_talk(person.next_on, on)
    else:
        why = items.why_no_contact(last, timezone.localdate(person.created_at), on)
    address = _address("staff:register_contact", person.pk)
    return Line(why, person, about, address=address, action=_("Register contact"), action_returns=True)


def _order(kind: str, order: Any, limits: items.Limits) -> Line:
    received = timezone.localdate(order.received_at)
    due = companies.answer_due(order, on=limits.on)
    days: dict[str, Any] = {"received": received, "fresh_until": order.fresh_until, "on": limits.on}
    why = items.why_order(kind, **days, due=due, now=limits.now)
    about = f"{order.title}, {order.unit.company.name}"
    return Line(why, about=about, address=_address("staff:order", order.pk), action=_("Open the job order"))


def _proposal(kind: str, proposal: Any, on: date, actor: Actor) -> Line:
    touched, told = timezone.localdate(proposal.touched_at), {"status": proposal.status, "reason": proposal.reason}
    yes = proposal.citizen_accepted_at is not None and proposal.organisation_id == actor.organisation_id
    named = proposals.is_named(proposal, actor=actor)
    told |= {"words": proposal.reason_words if named else ""}
    why = items.why_proposal(kind, touched=touched, on=on, meets=proposal.interview_at, said_yes=yes, **told)
    about = f"{proposal.order.title}, {proposal.order.unit.company.name}"
    address = _address("staff:proposal", proposal.pk)
    person = proposal.person if named else None
    return Line(why, person, about, address, _("Open the proposal"))


def _request(row: Any, limits: items.Limits) -> Line:
    why = desk_queries.why(row, now=limits.now)
    return Line(why, about=row.company.name, address=_address("staff:request", row.pk), action=_("Open the request"))


def _step(row: Any, limits: items.Limits) -> Line:
    about = f"{row.company.name}: {row.next_step}" if row.next_step else row.company.name
    address = _address("staff:desk_company", row.company_id)
    why = items.why_company_step(row.next_on, limits.on)
    return Line(why, about=about, address=address, action=_("Before you call"))


def _follow_up(row: Any, limits: items.Limits) -> Line:
    stay = row.placement
    asks_pay = row.unpaid_on > 0
    why = items.why_follow_up(row.due_on, stay.starts_on, limits.on, asks_pay=asks_pay)
    return Line(why, stay.person, stay.unit.company.name, _address("staff:ladder_follow_up", stay.pk), _("Follow up"))


def _ending(stay: Any, limits: items.Limits) -> Line:
    why = items.why_ending(stay.ends_before, limits.on, asks_pay=stay.unpaid_on > 0)
    return Line(why, stay.person, stay.unit.company.name, _address("staff:placement", stay.pk), _("Open the stay"))


def _objection(stay: Any, limits: items.Limits) -> Line:
    return Line(
        objections.said(stay),
        stay.person,
        stay.unit.company.name,
        _address("staff:placement", stay.pk),
        _("Open the stay"),
    )


def _incident(row: Any, limits: items.Limits) -> Line:
    why = incident_rules.arrival(due=row.due_at, arrived=row.arrived_at, now=limits.now)
    address = _address("staff:incident", row.pk)
    return Line(why, row.placement.person, row.placement.unit.company.name, address, _("Open the problem"))


def _alignment(row: Any, limits: items.Limits) -> Line:
    signed = alignment_queries.signed_of(row)
    why = alignment_rules.standing(signed=signed, renew_on=row.renew_on, on=limits.on)
    address = _address("staff:alignment", row.placement_id)
    return Line(why, row.placement.person, row.placement.unit.company.name, address, _("Open the alignment"))


_OTHERS: dict[str, Callable[[Any, items.Limits], Line]] = {
    "incident": _incident,
    "request": _request,
    "company_step": _step,
    "follow_up": _follow_up,
    "alignment": _alignment,
    "ending": _ending,
    "objection": _objection,
}


def _address(view: str, key: int) -> str:
    try:
        return reverse(view, args=[key])
    except NoReverseMatch:
        return ""


def why_forgotten(
    person: Any, last_proposal_at: datetime | None, last_offer_on: date | None, on: date, days: int
) -> Decision:
    """For how many days nothing has happened, by the rule of the house."""
    return rules.is_forgotten(
        known_since=timezone.localdate(person.created_at),
        last_contact=_day(person.last_contact_at),
        last_offer=last_offer_on,
        last_proposal=_day(last_proposal_at),
        on=on,
        days=days,
    )


def _day(at: Any) -> date | None:
    return timezone.localdate(at) if at else None
