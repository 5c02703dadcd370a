"""Reads of questionnaires: rounds, who has answered, a company's own reply, whom to call first, and the results."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.base.decision import Decision
from tovholder.companies import campaigns_rules as rules
from tovholder.companies import company_lists, demand_queries, queries, survey_estimates
from tovholder.companies.campaigns_queries import STAFF
from tovholder.companies.demand_rules import Demand
from tovholder.companies.models import SurveyReply, SurveyRound
from tovholder.companies.survey_estimates import Estimate
from tovholder.parameters.entry import Term
from tovholder.vocabulary import Vocabulary

BAROMETER = "job_barometer"  # parameters: questionnaires


@dataclass(frozen=True)
class Standing:
    """Of a round: companies on the list, links made, begun but not sent, answered."""

    listed: int
    sent: int
    begun: int
    answered: int

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.listed) if self.listed else 0

    @property
    def silent(self) -> int:
        return self.listed - self.answered


@dataclass(frozen=True)
class Row:
    """One line of the results. Without a share and a number the group is too small to be shown."""

    label: str
    listed: int
    answered: int
    share: Estimate | None = None
    number: Estimate | None = None

    @property
    def share_percent(self) -> int:
        return round(100 * self.share.value) if self.share else 0

    @property
    def low_percent(self) -> int:
        return floor(100 * self.share.low) if self.share else 0

    @property
    def high_percent(self) -> int:
        return ceil(100 * self.share.high) if self.share else 0


@dataclass(frozen=True)
class Results:
    """All companies, and by industry and by area; `occupations` are the hires that were told, most first."""

    whole: Row
    by_industry: list[Row]
    by_area: list[Row]
    occupations: list[tuple[str, int]]


@dataclass(frozen=True)
class Call:
    """One company of the contact list, with the reasons for its place."""

    reply: SurveyReply
    turn: rules.Turn


def rounds(*, actor: Actor) -> QuerySet[SurveyRound]:
    """Rounds of the partnership, with their answers: results are for all who recruit together (S35-4)."""
    if not actor.may(*STAFF):
        return SurveyRound.objects.none()
    together = accounts.partner_organisations(actor=actor).values("pk")
    found = SurveyRound.objects.filter(Q(organisation__in=together) | Q(organisation_id=actor.organisation_id))
    answered = Count("replies", filter=Q(replies__answered_at__isnull=False))
    return found.select_related("organisation").annotate(on_list=Count("replies"), answered=answered)


def round_(round_id: int, *, actor: Actor) -> SurveyRound:
    found = rounds(actor=actor).filter(pk=round_id).first()
    if found is None:
        raise OutOfReach("round")
    return found


def is_own(found: SurveyRound, *, actor: Actor) -> bool:
    """Single answers are read by the municipality that asked; partners read the results."""
    return actor.may(*COMPANY_STAFF) and found.organisation_id == actor.organisation_id


def own_round(round_id: int, *, actor: Actor) -> SurveyRound:
    found = round_(round_id, actor=actor)
    if not is_own(found, actor=actor):
        raise OutOfReach("round")
    return found


def questions(found: SurveyRound) -> list[Term]:
    """The questions of a round, in the version in force on the day it was opened."""
    asked = parameters.terms("survey_questions", on=found.asked_on)
    return [term for term in asked if found.questionnaire in term.words("questionnaires")]


def readiness(found: SurveyRound) -> frozenset[str]:
    return frozenset(term.code for term in questions(found) if term.flag("ready"))


def standing(round_id: int) -> Standing:
    replies = SurveyReply.objects.filter(round_id=round_id).order_by()
    sums = replies.aggregate(
        listed=Count("pk"),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        begun=Count("pk", filter=Q(begun_at__isnull=False, answered_at__isnull=True)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
    )
    return Standing(**sums)


def silent(round_id: int) -> QuerySet[SurveyReply]:
    """Who has not answered, of a round the caller has reached."""
    found = SurveyReply.objects.filter(round_id=round_id, answered_at__isnull=True)
    return found.select_related("company", "contact")


def to_remind(found: SurveyRound, *, on: date) -> QuerySet[SurveyReply]:
    """Those who got a link, have not answered and may be reminded today; as `campaigns_rules.may_remind` says."""
    limit = parameters.value("survey_reminders", on=on)
    before = on - timedelta(days=limit.whole("days_between"))
    last = Q(reminded_at__isnull=True, sent_at__date__lte=before) | Q(reminded_at__date__lte=before)
    going_on = silent(found.pk).filter(company__ended_on__isnull=True)
    return going_on.filter(last, sent_at__isnull=False, reminders__lt=limit.whole("most"))


def own_replies(*, actor: Actor) -> QuerySet[SurveyReply]:
    """What a signed-in company contact is asked, and has answered; newest first."""
    if not actor.may(Role.COMPANY_CONTACT):
        return SurveyReply.objects.none()
    mine = SurveyReply.objects.filter(company__in=queries.visible(actor=actor).values("pk"))
    return mine.select_related("round__organisation", "company").order_by("-round__opened_at", "-pk")


def own_reply(reply_id: int, *, actor: Actor) -> SurveyReply:
    found = own_replies(actor=actor).filter(pk=reply_id).first()
    if found is None:
        raise OutOfReach("reply")
    return found


def calls(found: SurveyRound, *, actor: Actor) -> list[Call]:
    """Whom to call first: companies that answered, ready and needing ones first, each with its reasons (S18-1).

    Only for the municipality that asked."""
    if not is_own(found, actor=actor):
        return []
    replies = list(
        SurveyReply.objects.filter(round=found, answered_at__isnull=False).select_related(
            "company__consultant__user", "contact"
        )
    )
    new = company_lists.never_asked_before([reply.company_id for reply in replies], but="survey")
    ready = readiness(found)
    listed = [
        Call(reply, rules.turn(rules.told(reply.answers, readiness=ready), is_new=reply.company_id in new))
        for reply in replies
    ]
    return sorted(listed, key=lambda each: (each.turn.order, -each.reply.pk), reverse=True)


Value = Callable[[SurveyReply], float]


def results(found: SurveyRound, *, area_name: Callable[[str], str], industry_name: Callable[[str], str]) -> Results:
    """Shares ready to take part and expected hires, in all and by industry and area, small groups hidden."""
    replies = list(SurveyReply.objects.filter(round=found).only("industry", "area", "answers", "answered_at"))
    ready = readiness(found)
    least = parameters.value("survey_least", on=found.asked_on)
    told = {reply.pk: rules.told(reply.answers, readiness=ready) for reply in replies if reply.answered_at}
    values: tuple[Value, Value] = (
        lambda reply: float(bool(told[reply.pk].ready)),
        lambda reply: float(told[reply.pk].hires),
    )
    return Results(
        whole=_row("", replies, values, hide=len(told) < least.whole("answers")),
        by_industry=_rows(replies, lambda each: industry_name(each.industry), values, least.whole("answers")),
        by_area=_rows(replies, lambda each: area_name(each.area), values, least.whole("answers")),
        occupations=_occupations(replies, least.whole("answers"))[: least.whole("shown_rows")],
    )


def _rows(
    replies: Sequence[SurveyReply], label: Callable[[SurveyReply], str], values: tuple[Value, Value], least: int
) -> list[Row]:
    groups: dict[str, list[SurveyReply]] = defaultdict(list)
    for reply in replies:
        groups[label(reply)].append(reply)
    answers = {name: sum(1 for each in rows if each.answered_at) for name, rows in groups.items()}
    hidden = survey_estimates.hidden(answers, least=least)
    return [_row(name, groups[name], values, hide=name in hidden) for name in sorted(groups)]


def _row(label: str, replies: Sequence[SurveyReply], values: tuple[Value, Value], *, hide: bool) -> Row:
    answered = [reply for reply in replies if reply.answered_at]
    if hide or not answered:
        return Row(label, len(replies), len(answered))
    listed = Counter((reply.industry, reply.area) for reply in replies)
    first, second = (
        survey_estimates.strata(listed, [((each.industry, each.area), value(each)) for each in answered])
        for value in values
    )
    return Row(label, len(replies), len(answered), survey_estimates.share(first), survey_estimates.total(second))


def _occupations(replies: Iterable[SurveyReply], least: int) -> list[tuple[str, int]]:
    """Expected hires by occupation, where enough companies name it: fewer could be known by it."""
    hires: Counter[str] = Counter()
    firms: Counter[str] = Counter()
    for reply in replies:
        rows = (reply.answers.get("hires") or []) if reply.answered_at else []
        for row in rows:
            hires[row["occupation"]] += int(row["number"])
        firms.update({row["occupation"] for row in rows})
    return [(name, number) for name, number in hires.most_common() if firms[name] >= least]


def expected(*, actor: Actor, on: date, words: Vocabulary) -> list[Demand]:
    """What companies told that they expect to hire, as demand by the last day of the months they were asked about.

    Of each municipality's questionnaire the newest round counts. Occupations that few companies name are left out, as
    in the results: they could be known by them. One query."""
    days = timedelta(days=parameters.value("survey_hires_days", on=on).whole())
    asked = rounds(actor=actor).filter(asked_on__gt=on - days).values("pk")
    answered = SurveyReply.objects.filter(round__in=asked, answered_at__isnull=False).select_related("round")
    told: dict[int, list[SurveyReply]] = defaultdict(list)
    newest: dict[tuple[int, str], SurveyRound] = {}
    for reply in answered.order_by("round__asked_on", "round_id"):
        told[reply.round_id].append(reply)
        newest[reply.round.organisation_id, reply.round.questionnaire] = reply.round
    least = parameters.value("survey_least", on=on).whole("answers")
    return [
        _expected(found, occupation, number, found.asked_on + days, words)
        for found in newest.values()
        for occupation, number in _occupations(told[found.pk], least)
    ]


def _expected(found: SurveyRound, occupation: str, number: int, needed_on: date, words: Vocabulary) -> Demand:
    """An occupation the vocabulary does not know stands in the title, as the companies wrote it."""
    known = words.occupation(occupation)
    return demand_queries.survey_row(
        title=found.title if known else f"{found.title}, {occupation}",
        industry=known.industry if known else "",
        occupation=occupation if known else "",
        needed_on=needed_on,
        number=number,
        round_id=found.pk,
    )


@dataclass(frozen=True)
class Barometer:
    """The newest round of one municipality: how many are ready, and whom they expect to hire. Small groups hidden."""

    round: SurveyRound
    row: Row


def barometers(*, actor: Actor, on: date, industry: str = "") -> list[Barometer]:
    """Of each municipality of the partnership the newest job barometer of the last year, in one industry or in all.

    Names no company: partners read the results (S35-4). Two queries."""
    days = timedelta(days=parameters.value("survey_hires_days", on=on).whole())
    asked = rounds(actor=actor).filter(questionnaire=BAROMETER, asked_on__gt=on - days).order_by("asked_on", "pk")
    newest = {found.organisation_id: found for found in asked}
    told: dict[int, list[SurveyReply]] = defaultdict(list)
    fields = ("round_id", "industry", "area", "answers", "answered_at")
    for reply in SurveyReply.objects.filter(round__in=[each.pk for each in newest.values()]).only(*fields):
        told[reply.round_id].append(reply)
    return [Barometer(found, _barometer(found, told[found.pk], industry)) for found in newest.values()]


def _barometer(found: SurveyRound, replies: list[SurveyReply], industry: str) -> Row:
    """One industry is shown only where the table of all industries would show it."""
    least = parameters.value("survey_least", on=found.asked_on).whole("answers")
    ready = readiness(found)
    told = {reply.pk: rules.told(reply.answers, readiness=ready) for reply in replies if reply.answered_at}
    values: tuple[Value, Value] = (
        lambda reply: float(bool(told[reply.pk].ready)),
        lambda reply: float(told[reply.pk].hires),
    )
    if not industry:
        return _row("", replies, values, hide=len(told) < least)
    rows = _rows(replies, lambda each: each.industry, values, least)
    return next((row for row in rows if row.label == industry), Row(industry, 0, 0))


def last_turns(*, actor: Actor, on: date, company_ids: Iterable[int] | None = None) -> dict[int, Call]:
    """Of each company, or of these, its newest answers of the last year to the own municipality. One query."""
    since = on - timedelta(days=parameters.value("survey_hires_days", on=on).whole())
    own = SurveyReply.objects.filter(round__organisation_id=actor.organisation_id, answered_at__date__gte=since)
    answered = own if actor.may(*COMPANY_STAFF) else own.none()
    if company_ids is not None:
        answered = answered.filter(company_id__in=list(company_ids))
    return {reply.company_id: _call(reply) for reply in answered.select_related("round").order_by("answered_at", "pk")}


def _call(reply: SurveyReply) -> Call:
    return Call(reply, rules.turn(rules.told(reply.answers, readiness=readiness(reply.round)), is_new=False))


def newest_columns(company: str, actor: Actor) -> dict[str, Subquery]:
    """The company's newest answers to the own municipality as columns of another question; read by `newest_of`."""
    own = SurveyReply.objects.filter(company=OuterRef(company), round__organisation_id=actor.organisation_id)
    answered = own.filter(answered_at__isnull=False) if actor.may(*COMPANY_STAFF) else own.none()
    newest = answered.order_by("-answered_at", "-pk")
    return {name: Subquery(newest.values(field)[:1]) for name, field in NEWEST.items()}


NEWEST = {
    "said": "answers",
    "said_at": "answered_at",
    "said_in": "round__questionnaire",
    "said_of": "round__asked_on",
    "said_title": "round__title",
}


def newest_of(row: Mapping[str, Any]) -> Call | None:
    """The answers that `newest_columns` brought along; without any, None."""
    if row["said_at"] is None:
        return None
    found = SurveyRound(questionnaire=row["said_in"], asked_on=row["said_of"], title=row["said_title"])
    return _call(SurveyReply(round=found, answers=row["said"], answered_at=row["said_at"]))


def last_turn(company_id: int, *, actor: Actor) -> Call | None:
    """A company's newest answers to the own municipality, with what they say for whoever calls."""
    own = SurveyReply.objects.filter(company_id=company_id, round__organisation_id=actor.organisation_id)
    answered = own.filter(answered_at__isnull=False) if actor.may(*COMPANY_STAFF) else own.none()
    reply = answered.select_related("round").order_by("-answered_at", "-pk").first()
    if reply is None:
        return None
    return _call(reply)


def may_answer(reply: SurveyReply, *, on: date) -> Decision:
    closed = reply.round.closed_at
    return rules.may_answer(closes_on=reply.round.closes_on, is_closed=closed is not None, on=on)


def is_open(found: SurveyRound, *, on: date) -> bool:
    return rules.may_answer(closes_on=found.closes_on, is_closed=found.closed_at is not None, on=on).allowed is True
