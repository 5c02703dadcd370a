"""What is due, and why, as pure answers: no database, no clock. Each line names the law or the agreement behind it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.period import months_after
from tovholder.pathways import attendance_rules, progress_rules, rules

# In the order of a working day: the company that waits, the law's clocks, the people, what is coming.
KINDS = (
    "incident",
    "request",
    "enquiry",
    "help",
    "unanswered",
    "ownerless",
    "objection",
    "move",
    "stuck_move",
    "first_offer",
    "reception",
    "follow_up",
    "alignment",
    "group_answer",
    "fallen_out",
    "hearing",
    "absence",
    "meeting",
    "talk",
    "agreed_talk",
    "sheet",
    "considerations",
    "way_in",
    "observation",
    "aftercare",
    "answer",
    "citizen",
    "company",
    "ended",
    "ending",
    "company_step",
    "no_contact",
    "stale",
)
PEOPLE_KINDS = (
    "first_offer", "group_answer", "hearing", "absence", "meeting", "talk", "agreed_talk", "sheet", "considerations",
    "way_in", "aftercare", "no_contact",
)  # fmt: skip
ORDER_KINDS = ("unanswered", "ownerless", "stale")
PROPOSAL_KINDS = ("answer", "citizen", "company", "ended")
STAY_KINDS = ("objection", "ending")
COMING_KINDS = ("move", "reception", "enquiry", "help", "observation", "stuck_move", "fallen_out")  # read in one query
ASKED_LATE, ASKED_AGAIN = 1, 2  # what the number of such a line tells: late, written back, or both
ENDED_WITH_ORDER = ("order_withdrawn", "order_filled")  # parameters: not_chosen_reasons


@dataclass(frozen=True)
class Limits:
    """The day's limits, read once. `offer_from` is the first takeover that started the clock of the first offer.

    Moments are told as the first moment that is not before: `at < contact_before` is long ago."""

    on: date
    soon_before: date
    offer_from: date
    contact_before: datetime
    now: datetime
    lying_before: datetime
    way_in_from: datetime
    observed_from: datetime
    ended_from: datetime
    ending_by: date
    follow_up_by: date
    sheets_before: datetime  # answered before: it is soon time again
    talks_due: tuple[tuple[date, date], ...]  # visited in these days, after 0, 1, 2 … talks: one is due


def limits(now: datetime, on: date) -> Limits:
    """The limits of the parameters on the day. Follow-ups are told a week ahead."""

    def days(name: str) -> timedelta:
        return timedelta(days=parameters.value(name, on=on).whole())

    clock, sheets = parameters.value("first_offer", on=on), parameters.value("progress_every", on=on)
    sheet_on = months_after(on + timedelta(days=sheets.whole("soon_days")), -sheets.whole("months"))
    starts = [entry.valid_from for entry in parameters.versions("first_offer") if entry.valid_from]
    return Limits(
        on=on,
        soon_before=on - timedelta(weeks=clock.whole("soon_weeks")),
        offer_from=min(starts),
        contact_before=day_after(now, on - days("forgotten_days")),
        now=now,
        way_in_from=day_after(now, on - days("way_in_told_days")),
        observed_from=day_after(now, on - days("observation_told_days")),
        lying_before=day_after(now, on - days("proposal_answer_days")),
        ended_from=day_after(now, on - days("ended_proposal_told_days")),
        ending_by=on + days("placement_ending_notice_days"),
        follow_up_by=on + timedelta(days=7),
        sheets_before=day_after(now, sheet_on),
        talks_due=rules.talks_due_after(on),
    )


def day_after(now: datetime, day: date) -> datetime:
    """The first moment after `day`, in the time zone of `now`."""
    return datetime.combine(day + timedelta(days=1), time(0), now.tzinfo)


def why_meeting(code: str, at: datetime) -> Decision:
    """What is missing for a meeting: a note of one that is over is late, the rest is to be done."""
    return Decision.no(code, at=at) if code == "meeting.unwritten" else Decision.yes(code, at=at)


def why_talk(visited_on: date, held: int, on: date) -> Decision:
    """The law's own words, for so many talks held since the visitation."""
    return rules.talk_due(visited_on=visited_on, talks=[visited_on] * held, on=on)


def why_first_offer(takeover_on: date, on: date) -> Decision:
    return rules.offer_due(takeover_on=takeover_on, first_offer_on=None, on=on)


def why_no_contact(last_contact: date | None, known_since: date, on: date) -> Decision:
    """How long nobody has talked with the person; the limit is a method's, not a law's."""
    limit = parameters.value("forgotten_days", on=on)
    since = last_contact or known_since
    code = "due.no_contact" if last_contact else "due.never_contact"
    return Decision.no(code, reference=limit.reference, days=(on - since).days, since=since)


def why_considerations() -> Decision:
    """The health side has proposed what to take into account; somebody who works in the case answers."""
    return Decision.no("due.considerations")


def why_way_in(name: str, at: date) -> Decision:
    """A colleague made a link to the citizen's own pages: whoever has link and code comes in as the citizen."""
    return Decision.no("due.way_in", name=name, day=at)


def why_aftercare() -> Decision:
    """A fact that may cost a job has no answer yet, or a step about one is due. Which stands on the person's page."""
    return Decision.no("due.aftercare")


def why_absence(first: date) -> Decision:
    """Somebody was away and nobody has said whether the reason holds, or the citizen has sent something about it."""
    return Decision.yes("due.absence", day=first)


def why_hearing(event_on: date, on: date) -> Decision:
    """The law's own clock: when a decision must be made at the latest."""
    return attendance_rules.clock(event_on=event_on, on=on)


def why_sheet(last_on: date, on: date) -> Decision:
    return progress_rules.sheet_due(last_on=last_on, on=on)


def why_move(moves_on: date, on: date) -> Decision:
    """Another municipality waits for a yes or no; late once the citizen has moved."""
    return Decision.no("due.move", day=moves_on) if moves_on < on else Decision.yes("due.move", day=moves_on)


def why_asked(kind: str, number: int, day: date) -> Decision:
    """Somebody asked and waits: `kind` "enquiry" or "help", `number` whether it is late, or was written back."""
    code = f"due.{kind}_again" if number & ASKED_AGAIN else f"due.{kind}"
    return Decision.no(f"{code}_late", day=day) if number & ASKED_LATE else Decision.yes(code, day=day)


def why_observation(seen_on: date) -> Decision:
    """A teacher has told what was seen; somebody who works in the case may take it in."""
    return Decision.yes("due.observation", day=seen_on)


def why_stuck_move(moves_on: date) -> Decision:
    """A yes whose day has passed; what stands in the way is on the page of the move."""
    return Decision.no("due.stuck_move", day=moves_on)


def why_fallen_out(number: int, cancelled_on: date) -> Decision:
    """A course of somebody's IGU was called off: the school must be planned anew. Late once it should have begun."""
    answer = Decision.no if number & ASKED_LATE else Decision.yes
    return answer("due.fallen_out", day=cancelled_on)


def why_reception(number: int, day: date | None, on: date) -> Decision:
    """So many things of the checklist are late, or none and the handover waits for an answer before the takeover."""
    if number:
        return Decision.no("due.reception_late", number=number, day=day)
    if day is None:
        return Decision.yes("due.reception_waits")
    decide = Decision.no if day <= on else Decision.yes
    return decide("due.reception_takeover", day=day)


def why_agreed_talk(next_on: date, on: date) -> Decision:
    """An agreed day that has passed is overdue; nothing was written down since."""
    if next_on < on:
        return Decision.no("due.agreed_talk_late", day=next_on, days=(on - next_on).days)
    return Decision.yes("due.agreed_talk", day=next_on, days=(next_on - on).days)


def why_company_step(next_on: date, on: date) -> Decision:
    """What was agreed with a company: due on its day, overdue after it."""
    if next_on < on:
        return Decision.no("due.company_step_late", day=next_on, days=(on - next_on).days)
    return Decision.yes("due.company_step", day=next_on)


def why_follow_up(due_on: date, starts_on: date, on: date, *, asks_pay: bool = False) -> Decision:
    """Overdue is refused; the coming week is told as due. `asks_pay`: hours without pay are worked there."""
    rhythm = parameters.value("placement_follow_up", on=starts_on)
    if due_on < on:
        late = "due.follow_up_late_pay" if asks_pay else "due.follow_up_late"
        return Decision.no(late, reference=rhythm.reference, day=due_on, days=(on - due_on).days)
    coming = "due.follow_up_pay" if asks_pay else "due.follow_up"
    return Decision.yes(coming, reference=rhythm.reference, day=due_on, days=(due_on - on).days)


def why_group_answer(answered: str, answered_at: date) -> Decision:
    """A company has chosen somebody for its group, or said no: the citizen is to hear it from us."""
    return Decision.no("group.company_said_no" if answered == "out" else "group.company_chose", day=answered_at)


def why_ending(ends_before: date, on: date, *, asks_pay: bool = False) -> Decision:
    """What ends soon, or should have ended. `asks_pay`: hours without pay are worked there."""
    limit = parameters.value("placement_ending_notice_days", on=on)
    last_day = ends_before - timedelta(days=1)
    if last_day < on:
        return Decision.no("due.should_have_ended", reference=limit.reference, day=last_day, days=(on - last_day).days)
    code = "due.ending_pay" if asks_pay else "due.ending"
    return Decision.yes(code, reference=limit.reference, day=last_day, days=(last_day - on).days)


def why_order(kind: str, *, received: date, fresh_until: date, on: date, due: datetime, now: datetime) -> Decision:
    """`received` is the day the company asked, `due` when it must have an answer at the latest."""
    if kind == "stale":
        fresh = parameters.value("order_fresh_days", on=on)
        return Decision.no("due.stale", reference=fresh.reference, day=fresh_until, days=(on - fresh_until).days)
    answer = parameters.value("order_answer_hours", on=on)
    if kind == "unanswered" and now < due:
        return Decision.yes("due.answer_by", reference=answer.reference, day=received, deadline=due)
    return Decision.no(
        f"due.{kind}", reference=answer.reference, day=received, days=(on - received).days, hours=answer.whole()
    )


def why_proposal(
    kind: str,
    *,
    touched: date,
    on: date,
    status: str = "",
    reason: str = "",
    meets: datetime | None = None,
    said_yes: bool = False,
    words: str = "",
) -> Decision:
    """Somebody's turn from the first day, and overdue when it has lain as long as a proposal may.

    `status` and `reason` as the proposal has them; `meets` is when the company wants to meet the candidate;
    `said_yes` that the citizen had, and so must hear that it is over; `words` what this reader may read of it."""
    limit = parameters.value("proposal_answer_days", on=on)
    days = (on - touched).days
    decide = Decision.no if days >= limit.whole() else Decision.yes
    if kind == "ended":
        over = reason if reason in ENDED_WITH_ORDER else status
        over += "_after_yes" if said_yes and status != "declined_by_citizen" else ""
        said = f" (“{words}”)" if words else ""
        return decide(f"due.{over}", reference=limit.reference, day=touched, days=days, no_reason=reason, said=said)
    told = {"interview": "interview", "chosen": "chosen"}.get(status, kind) if kind == "company" else kind
    if told == "interview" and meets is not None:
        return decide("due.interview_at", reference=limit.reference, at=meets, day=touched)
    return decide(f"due.{told}", reference=limit.reference, day=touched, days=days)
