"""Writes of a handover: told by the asylum centre, or written down from what came by mail; sent, withdrawn, sent back.

Nobody's case yet. What becomes of it at the municipality is in reception_taking_services."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.fields import lookup
from tovholder.base.decision import Decision
from tovholder.pathways import photo_rules
from tovholder.pathways import reception_queries as queries
from tovholder.pathways import reception_rules as rules
from tovholder.pathways.models import Handover, HandoverPerson, ReceptionTask
from tovholder.pathways.received_files import files, shown_name
from tovholder.pathways.reception_facts import HandoverFacts, MemberFacts, SentFile
from tovholder.pathways.reception_saving import current, saved
from tovholder.people import queries as people
from tovholder.people import rules as person_rules
from tovholder.people import services as person_services
from tovholder.people.models import Person

_PLAIN = ("sender_name", "moves_on", "consent_on", "words")
_LISTS = ("languages", "skills", "work", "schooling", "wishes")


def write(
    *,
    facts: HandoverFacts,
    first: MemberFacts,
    actor: Actor,
    now: datetime,
    file: SentFile | None = None,
    request_key: str = "",
) -> tuple[Handover, tuple[Decision, ...]]:
    """A new handover with the first of the family: a draft of the centre, or what came by mail, which stands as sent.

    Gives it with what looks odd about a number: that stops nobody. The same `request_key` twice is one handover."""
    key = lookup("handover", f"{actor.membership_id}|{request_key}|{first.given_name}")[:40] if request_key else ""
    standing = Handover.objects.filter(request_key=key).first() if key else None
    if standing is not None:
        return standing, ()
    try:
        return _made(facts, first, file, key, actor, now)
    except IntegrityError:
        standing = Handover.objects.filter(request_key=key).first() if key else None
        if standing is None:
            raise
        return standing, ()


@transaction.atomic
def _made(
    facts: HandoverFacts, first: MemberFacts, file: SentFile | None, key: str, actor: Actor, now: datetime
) -> tuple[Handover, tuple[Decision, ...]]:
    is_mail = _is_mail(facts, actor)
    handover = Handover(
        sender_id=None if is_mail else actor.organisation_id,
        came="mail" if is_mail else "page",
        status="sent" if is_mail else "draft",
        written_by_id=actor.membership_id,
        contact_id=actor.membership_id if is_mail else None,
        made_at=now,
        sent_at=now if is_mail else None,
        touched_at=now,
        request_key=key,
    )
    tell_move(facts, handover, now)
    handover.save()
    row = HandoverPerson(handover=handover, place=0)
    _search_by_number(handover, row, first, actor, now)
    warnings = tell_member(handover, row, first, now)
    if file is not None:
        _keep(handover, file, now)
    if is_mail:
        _refuse_unfit(handover, now)
        _refuse_double(handover, actor)  # last, so that only what would be saved is answered
        _list_tasks(handover, now)
    saved(handover, actor=actor, action="handover.write", now=now)
    return handover, warnings


def _is_mail(facts: HandoverFacts, actor: Actor) -> bool:
    """Whether the municipality writes down what came by mail. Others than a centre and case staff may not write."""
    if queries.is_centre(actor):
        if not accounts.municipalities().filter(pk=facts.receiver_id).exists():
            raise NotAllowed("reception.choose_municipality")
        return False
    if not queries.is_receiver(actor) or facts.receiver_id != actor.organisation_id:
        raise NotAllowed("reception.not_yours")
    return True


def tell_move(facts: HandoverFacts, handover: Handover, now: datetime) -> None:
    takeover = rules.takeover(assigned_on=facts.assigned_on, wanted_on=facts.takeover_on)
    if takeover.refused:
        raise NotAllowed(takeover.code, **dict(takeover.facts))
    for name in _PLAIN:
        setattr(handover, name, getattr(facts, name))
    handover.receiver_id, handover.assigned_on = facts.receiver_id, facts.assigned_on
    handover.takeover_on = takeover.facts.get("day")  # type: ignore[assignment]


@transaction.atomic
def change(*, handover_id: int, version: int, facts: HandoverFacts, actor: Actor, now: datetime) -> Handover:
    """Change what is told of the handover itself. The checklist follows a new day of takeover."""
    handover = _changeable(handover_id, version, actor)
    if handover.sender_id is None and facts.receiver_id != handover.receiver_id:
        raise NotAllowed("reception.not_yours")
    if handover.sender_id is not None and not accounts.municipalities().filter(pk=facts.receiver_id).exists():
        raise NotAllowed("reception.choose_municipality")
    tell_move(facts, handover, now)
    for task in ReceptionTask.objects.filter(handover=handover, state="open"):
        ReceptionTask.objects.filter(pk=task.pk).update(due_on=rules.due_on(task.code, handover.takeover_on))
    return saved(handover, actor=actor, action="handover.change", now=now)


@transaction.atomic
def put_member(
    *,
    handover_id: int,
    version: int,
    facts: MemberFacts,
    actor: Actor,
    now: datetime,
    member_id: int | None = None,
) -> tuple[Handover, tuple[Decision, ...]]:
    """Add one of the family, or change what is told of one. Two of a family may have one telephone."""
    handover = _changeable(handover_id, version, actor)
    family = list(HandoverPerson.objects.filter(handover=handover).order_by("place"))
    row = next((each for each in family if each.pk == member_id), None)
    if member_id is not None and row is None:
        raise NotAllowed("reception.no_such_member")
    if row is None:
        row = HandoverPerson(handover=handover, place=max((each.place for each in family), default=-1) + 1)
    if row.place and not facts.relation:
        raise NotAllowed("reception.relation_missing")
    _search_by_number(handover, row, facts, actor, now)
    warnings = tell_member(handover, row, facts, now)
    if handover.status == "sent":
        _refuse_double(handover, actor)
        _list_tasks(handover, now)
    return saved(handover, actor=actor, action="handover.member", now=now), warnings


def _search_by_number(handover: Handover, row: HandoverPerson, facts: MemberFacts, actor: Actor, now: datetime) -> None:
    """A number the municipality writes down itself is answered with the case that has it (`known_here`): a search, with
    the limit of the search and its line for a number no case has."""
    cpr = person_rules.parse_cpr(facts.cpr or "")
    if handover.sender_id is not None or cpr is None or people.cpr_lookup(cpr.digits) == row.cpr_lookup:
        return
    person_services.require_patience_with_numbers(actor=actor, now=now)
    own = Person.objects.filter(organisation_id=handover.receiver_id, pending_import__isnull=True)
    if not own.filter(cpr_lookup=people.cpr_lookup(cpr.digits)).exists():
        person_services.count_missed_number(actor=actor, now=now)


def tell_member(handover: Handover, row: HandoverPerson, facts: MemberFacts, now: datetime) -> tuple[Decision, ...]:
    told = {name: value for name, value in asdict(facts).items() if name != "cpr"}
    for name, value in told.items():
        setattr(row, name, list(value) if name in _LISTS else value)
    if row.place == 0:
        row.relation = ""
    warnings = _write_number(row, facts.cpr, now) if facts.cpr is not None else ()
    row.born_on = facts.born_on or person_rules.birth_date(row.cpr)
    days = person_rules.may_be_days(born_on=row.born_on, on=timezone.localdate(now), residence_from=row.residence_from)
    if days.refused:
        raise NotAllowed(days.code, **dict(days.facts))
    row.name_key = queries.name_lookup(row.given_name, row.family_name)
    others = HandoverPerson.objects.filter(handover=handover, cpr_lookup=row.cpr_lookup).exclude(pk=row.pk)
    if row.cpr_lookup and others.exists():
        raise NotAllowed("reception.number_twice")
    row.save()
    return warnings


def _write_number(row: HandoverPerson, text: str, now: datetime) -> tuple[Decision, ...]:
    """As for a case: any real form is taken, and one without a valid modulus is told about. 1 January is often one."""
    if not text.strip():
        row.cpr, row.cpr_lookup = "", None
        return ()
    decision = person_rules.check_cpr(text, on=timezone.localdate(now))
    cpr = person_rules.parse_cpr(text)
    if decision.refused or cpr is None:
        raise NotAllowed(decision.code)
    row.cpr, row.cpr_lookup = cpr.digits, people.cpr_lookup(cpr.digits)
    return () if decision.code == "cpr.ordinary" else (decision,)


@transaction.atomic
def drop_member(*, handover_id: int, version: int, member_id: int, actor: Actor, now: datetime) -> Handover:
    """Take one of the family out again. The first one stays: the others are told of as that one's relatives."""
    handover = _changeable(handover_id, version, actor)
    if not HandoverPerson.objects.filter(handover=handover, pk=member_id, place__gt=0).delete()[0]:
        raise NotAllowed("reception.no_such_member")
    return saved(handover, actor=actor, action="handover.drop_member", now=now)


@transaction.atomic
def attach(*, handover_id: int, version: int, file: SentFile, actor: Actor, now: datetime) -> Handover:
    """Put a file with it: the form as it came, a diploma. It takes the place of the one before."""
    handover = _changeable(handover_id, version, actor)
    _keep(handover, file, now)
    return saved(handover, actor=actor, action="handover.attach", now=now)


def _keep(handover: Handover, file: SentFile, now: datetime) -> None:
    decision = rules.takes_file(name=file.name, start=file.data[:16], size=len(file.data), on=timezone.localdate(now))
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))
    before = handover.file
    handover.file, handover.file_name = files.keep(_without_traces(file)), shown_name(file.name)
    transaction.on_commit(partial(files.delete, before))


def _without_traces(file: SentFile) -> bytes:
    """A photo of a paper says where it was taken: at the asylum centre, or at home."""
    kind = {"jpeg": "jpg"}.get(ending := file.name.rpartition(".")[2].lower(), ending)
    try:
        return photo_rules.without_traces(kind, file.data)
    except photo_rules.Unreadable as fault:
        raise NotAllowed("reception.file_of_other_kind") from fault


@transaction.atomic
def send(*, handover_id: int, version: int, actor: Actor, now: datetime) -> Handover:
    """The centre sends it: from now on the municipality sees it. Refused when the person was handed over already."""
    handover = _changeable(handover_id, version, actor)
    if not queries.is_centre(actor):
        raise NotAllowed("reception.only_the_centre")
    _refuse_double(handover, actor)
    _refuse_unfit(handover, now)
    handover.status, handover.sent_at, handover.answer = "sent", now, ""
    _list_tasks(handover, now)
    return saved(handover, actor=actor, action="handover.send", now=now)


def _refuse_double(handover: Handover, actor: Actor) -> None:
    """One line instead of two cases: who was handed over already, to whom and when."""
    for each in queries.members(handover):
        other = queries.told_before(handover, each, actor=actor)
        if other is not None:
            day = timezone.localdate(other.sent_at or other.made_at)
            code = "reception.sent_already" if other.receiver_id == handover.receiver_id else "reception.sent_elsewhere"
            raise NotAllowed(code, name=each.given_name, to=other.receiver.name, day=day)


def _refuse_unfit(handover: Handover, now: datetime) -> None:
    family = queries.members(handover)
    competences = any(each.skills or each.work or each.schooling or each.wishes for each in family)
    decision = rules.may_send(
        names=len(family), competences=competences, consent_on=handover.consent_on, on=timezone.localdate(now)
    )
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))


def _list_tasks(handover: Handover, now: datetime) -> None:
    """The checklist of the day; what stands is left as it is."""
    births = [each.born_on for each in queries.members(handover) if each.relation == "child"]
    wanted = rules.tasks_of(on=timezone.localdate(now), takeover_on=handover.takeover_on, births=births)
    standing = set(ReceptionTask.objects.filter(handover=handover).values_list("code", flat=True))
    rows = [
        ReceptionTask(handover=handover, code=due.code, side=due.side, due_on=due.due_on)
        for due in wanted
        if due.code not in standing
    ]
    ReceptionTask.objects.bulk_create(rows)


@transaction.atomic
def withdraw(*, handover_id: int, version: int, actor: Actor, now: datetime) -> Handover:
    """Take it back before it is taken in: it was a mistake, or the person goes to another municipality."""
    handover = current(handover_id, version, actor)
    if handover.status not in ("draft", "sent", "sent_back"):
        raise NotAllowed("reception.not_open_any_more")
    if not queries.is_centre(actor) and handover.sender_id is not None:
        raise NotAllowed("reception.only_the_centre")
    handover.status = "withdrawn"
    return saved(handover, actor=actor, action="handover.withdraw", now=now)


@transaction.atomic
def send_back(*, handover_id: int, version: int, answer: str, actor: Actor, now: datetime) -> Handover:
    """The municipality sends it back with a word: not ours, or something must be told first. Nothing is lost."""
    handover = current(handover_id, version, actor)
    if not queries.is_receiver(actor) or handover.sender_id is None:
        raise NotAllowed("reception.not_from_a_centre")
    if handover.status != "sent":
        raise NotAllowed("reception.not_open_any_more")
    if not answer.strip():
        raise NotAllowed("reception.say_why_back")
    handover.status, handover.answer = "sent_back", answer.strip()
    return saved(handover, actor=actor, action="handover.send_back", now=now)


def _changeable(handover_id: int, version: int, actor: Actor) -> Handover:
    """Under lock, for whoever wrote it: the centre while it is a draft or came back, the municipality what came by
    mail until it is taken in."""
    handover = current(handover_id, version, actor)
    may = parameters.term("handover_statuses", handover.status).flag("may_change")
    by_mail = handover.sender_id is None and handover.status == "sent" and queries.is_receiver(actor)
    if not (by_mail or (may and queries.is_centre(actor))):
        raise NotAllowed("reception.not_open_any_more")
    return handover
