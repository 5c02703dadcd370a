"""Writes of questionnaires: open a round, list its companies, make links, remind, take answers, close.

A round is its municipality's own. Answers are taken from whoever holds a link that works and from the company's own
contacts, until the round closes. Links are given back once and stand nowhere as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from tovholder import parameters
from tovholder.accounts import audit, personal_links
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.personal_links import NoSuchLink
from tovholder.companies import campaigns_queries, company_lists, ledger_services
from tovholder.companies import survey_queries as queries
from tovholder.companies.campaigns_services import batch, writer
from tovholder.companies.company_lists import Chosen
from tovholder.companies.models import SurveyReply, SurveyRound

PURPOSE = "survey"


@dataclass(frozen=True)
class Letter:
    """One link to send, to whom. Held in memory only, for the file that is given out once."""

    company: str
    cvr: str
    name: str
    email: str
    token: str


@transaction.atomic
def open_round(
    *,
    title: str,
    questionnaire: str,
    closes_on: date,
    chosen: Chosen,
    request_key: str,
    actor: Actor,
    now: datetime,
) -> SurveyRound:
    """Open a round and list its first companies. Refused when it would be closed already; a form twice is one round."""
    writer(actor)
    today = localdate(now)
    if closes_on < today:
        raise NotAllowed("survey.closes_in_past")
    if not parameters.is_term("questionnaires", questionnaire, on=today):
        raise NotAllowed("survey.no_such_questionnaire")
    made, is_new = SurveyRound.objects.get_or_create(
        organisation_id=actor.organisation_id,
        request_key=request_key,
        defaults={
            "title": title.strip(), "questionnaire": questionnaire, "asked_on": today, "closes_on": closes_on,
            "chosen": chosen.stored(), "opened_at": now, "by_id": actor.membership_id,
        },
    )  # fmt: skip
    if is_new:
        _audit(actor, "survey.open", made.pk)
        list_more(round_id=made.pk, actor=actor, now=now)
        made.refresh_from_db()
    return made


@transaction.atomic
def list_more(*, round_id: int, actor: Actor, now: datetime) -> int:
    """Put the next companies the filter chooses on the list, with the industry and area they have now."""
    found = _locked(round_id, actor, now)
    if found.is_listed:
        return 0
    what = company_lists.chosen(found.chosen)
    number = batch("looked_at", localdate(now))
    next_ones = company_lists.next_batch(what, after=found.listed_to, number=number, actor=actor)
    SurveyReply.objects.bulk_create(_rows(found, next_ones.ids, what, actor), ignore_conflicts=True)
    found.listed_to, found.is_listed = next_ones.looked_to, next_ones.is_last
    found.save(update_fields=["listed_to", "is_listed"])
    _audit(actor, "survey.list", found.pk, number=len(next_ones.ids))
    return len(next_ones.ids)


def _rows(found: SurveyRound, ids: list[int], what: Chosen, actor: Actor) -> list[SurveyReply]:
    places = company_lists.places_of(ids, municipality=what.municipality)
    contacts = campaigns_queries.contacts_of(ids)
    industries = dict(company_lists.found(what, actor=actor).filter(pk__in=ids).values_list("pk", "industry"))
    return [
        SurveyReply(
            round=found,
            company_id=pk,
            contact=contacts.get(pk),
            industry=industries[pk],
            area=places[pk].municipality_code if pk in places else "",
        )
        for pk in ids
    ]


@transaction.atomic
def make_links(*, round_id: int, actor: Actor, now: datetime) -> list[Letter]:
    """Links for the next companies that have none yet, as many as one press makes. They are shown now and never again;
    the asking goes to the ledger."""
    found = _locked(round_id, actor, now)
    waiting = SurveyReply.objects.select_for_update(of=("self",)).filter(
        round=found, sent_at__isnull=True, company__ended_on__isnull=True
    )
    rows = list(waiting.select_related("company", "contact").order_by("pk")[: batch("links", localdate(now))])
    letters = [_letter(reply, found, actor, now) for reply in rows]
    for reply in rows:
        ledger_services.ask(
            company_id=reply.company_id, kind="survey", key=_key(reply), words=found.title, actor=actor, now=now,
            answer_by=found.closes_on,
        )  # fmt: skip
    SurveyReply.objects.filter(pk__in=[reply.pk for reply in rows]).update(sent_at=now)
    _audit(actor, "survey.links", found.pk, number=len(rows))
    return letters


@transaction.atomic
def remind(*, round_id: int, actor: Actor, now: datetime) -> list[Letter]:
    """New links for those who have not answered and may be reminded (parameters: survey_reminders). The link of the
    first letter goes on working."""
    found = _locked(round_id, actor, now)
    due = queries.to_remind(found, on=localdate(now)).select_for_update(of=("self",))
    rows = list(due.order_by("pk")[: batch("links", localdate(now))])
    for reply in rows:
        reply.reminders, reply.reminded_at = reply.reminders + 1, now
    letters = [_letter(reply, found, actor, now) for reply in rows]
    SurveyReply.objects.bulk_update(rows, ["reminders", "reminded_at"])
    _audit(actor, "survey.remind", found.pk, number=len(rows))
    return letters


def _letter(reply: SurveyReply, found: SurveyRound, actor: Actor, now: datetime) -> Letter:
    to = reply.contact if reply.contact and reply.contact.active else None
    name = to.name if to else reply.company.name
    token = personal_links.make(
        purpose=PURPOSE, target=_target(reply), name=name[:120], ends_at=_end_of(found.closes_on), actor=actor, now=now
    )
    return Letter(reply.company.name, reply.company.cvr, to.name if to else "", to.email if to else "", token)


def opened(token: str, *, now: datetime) -> tuple[SurveyReply, Actor]:
    """The reply a link leads to, and whoever holds it. Raises NoSuchLink, also for a contact who has left since."""
    link = personal_links.opened(token, purpose=PURPOSE, now=now)
    reply_id = link.target.split(":")[1]
    reply = SurveyReply.objects.select_related("round__organisation", "company", "contact").filter(pk=reply_id).first()
    if reply is None or reply.company.pending_import is not None:
        raise NoSuchLink
    if reply.contact is not None and not reply.contact.active and reply.contact.name == link.name:
        raise NoSuchLink
    return reply, personal_links.acting(link)


@transaction.atomic
def answer(
    *, reply_id: int, version: int, answers: Mapping[str, Any], is_done: bool, actor: Actor, now: datetime
) -> SurveyReply:
    """Keep a company's answers; `is_done` sends them off. What was sent off can be corrected until the round closes.
    The same sent twice, by a back button, is sent once.

    The caller has reached the reply: by a link (`opened`) or as the company's own contact (`own_reply`)."""
    reply = SurveyReply.objects.select_for_update(of=("self",)).select_related("round").get(pk=reply_id)
    decision = queries.may_answer(reply, on=localdate(now))
    if decision.refused:
        raise NotAllowed(decision.code, **decision.facts)
    known = {term.code for term in queries.questions(reply.round)}
    told = {code: value for code, value in answers.items() if code in known}
    if reply.version != version:
        if told == reply.answers and (reply.answered_at is not None or not is_done):
            return reply
        raise Stale
    reply.answers = told
    reply.begun_at = reply.begun_at or now
    if is_done and reply.answered_at is None:
        reply.answered_at = now
        ledger_services.answered(key=_key(reply), answer="done", now=now)
    reply.version += 1
    reply.save(update_fields=["answers", "begun_at", "answered_at", "version"])
    audit.record(actor=actor, action="survey.answer", target=f"reply:{reply.pk}", facts={"done": is_done})
    return reply


@transaction.atomic
def close(*, round_id: int, actor: Actor, now: datetime) -> None:
    """Nothing is answered or corrected any more; asks without an answer end in the ledger. Twice is once."""
    writer(actor)
    found = SurveyRound.objects.select_for_update(of=("self",)).filter(
        pk=queries.own_round(round_id, actor=actor).pk
    ).get()  # fmt: skip
    if found.closed_at is not None:
        return
    found.closed_at = now
    found.save(update_fields=["closed_at"])
    for reply in queries.silent(found.pk):
        ledger_services.answered(key=_key(reply), answer="no_answer", now=now)
    _audit(actor, "survey.close", found.pk)


def _locked(round_id: int, actor: Actor, now: datetime) -> SurveyRound:
    """A round of the own municipality that is still open, under lock."""
    writer(actor)
    own = SurveyRound.objects.filter(organisation_id=actor.organisation_id, pk=round_id)
    found = own.select_for_update(of=("self",)).first()
    if found is None:
        raise OutOfReach("round")
    if not queries.is_open(found, on=localdate(now)):
        raise NotAllowed("survey.closed", day=found.closes_on)
    return found


def _target(reply: SurveyReply) -> str:
    """Each letter has a link of its own: a reminder must not end the one before."""
    return f"reply:{reply.pk}:{reply.reminders}"


def _key(reply: SurveyReply) -> str:
    return f"survey:{reply.round_id}:company:{reply.company_id}"


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day + timedelta(days=1), time(0)))


def _audit(actor: Actor, action: str, round_id: int, **facts: object) -> None:
    audit.record(actor=actor, action=action, target=f"round:{round_id}", facts=facts)
