"""What the two letters of a hearing say: what it is about and by when to answer; and what was decided, on what, by
whom, and how to complain."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.documents.drafts import Draft
from tovholder.pathways import hearing_queries
from tovholder.pathways.hearing_transitions import SANCTION
from tovholder.pathways.models import Attendance, Hearing
from tovholder.placements.models import Placement

LETTER, DECISION = "hearing_letter", "hearing_decision"
# What the citizen has been at: a company proposed only may not be known to the citizen yet.
_BEEN_AT = ("started", "interrupted", "ended", "ended_early")


def hearing(found: Hearing) -> Draft:
    """The days, what is considered, and the day to answer by."""
    days = [_day(each, found.language) for each in _days(found)]
    intended = _both("sanction_kinds", found.intended, found.language)
    law = (parameters.value(name, on=found.event_on).reference for name in ("hearing_answer_days", "sanction_decision"))
    told = {"days": days, "intended": intended, "answer_by": found.answer_by, "rule": ", ".join(map(str, law))}
    return _draft(found, LETTER, told)


def decision(found: Hearing) -> Draft:
    """Whether there is a deduction and of what, the grounds, what the citizen said, the law, and how to complain."""
    on = localdate(found.decided_at)
    told = {
        "days": ", ".join(dict.fromkeys(f"{each.on:%d.%m.%Y}" for each in _days(found))),
        "sanction": found.state == SANCTION,
        "taken": found.taken,
        "grounds": found.decision,
        "said": _said(found),
        "organisation": found.organisation.name,
        "rules": _rules(found.event_on, on),
        "complaint_decides": parameters.term("complaint_bodies", "appeals_board", on=on).da,
        "complaint_weeks": parameters.value("sanction_complaint", on=on).whole("weeks"),
    }
    return _draft(found, DECISION, told)


def _said(found: Hearing) -> list[str]:
    """What the citizen has said about it, in words or with a file, oldest first."""
    told = [(each.at, each.words) for each in found.comments.all()]
    told += [(each.sent_at, each.words or "(foto eller fil)") for each in hearing_queries.sent_about(found)]
    return [f"{localdate(at):%d.%m.%Y}: {words}" for at, words in sorted(told, key=lambda each: each[0])]


def _rules(event_on: date, on: date) -> list[str]:
    """The law a decision rests on, each with what it is about."""
    named = (
        ("sanction_decision", event_on, "fradrag og frist for at afgøre det"),
        ("sanction_guidance", event_on, "vejledning på skrift først"),
        ("hearing_answer_days", on, "partshøring"),
        ("sanction_grounds", on, "begrundelse og klagevejledning"),
        ("sanction_complaint", on, "klage"),
    )
    return [f"{parameters.value(name, on=day).reference} ({about})" for name, day, about in named]


def _day(row: Attendance, language: str) -> dict[str, Any]:
    activity = _both("attendance_activities", row.activity, language)
    return {"day": row.on, "activity": activity, "company": company_of(row), "told_by": row.source.name}


def company_of(row: Attendance) -> str:
    """The company of a day at one, where the citizen has been there; whoever told the day, and nothing in doubt."""
    if row.activity != "company":
        return ""
    known = Placement.objects.filter(person_id=row.person_id, status__in=_BEEN_AT).select_related("unit__company")
    if row.placement_id is not None:
        known = known.filter(pk=row.placement_id)
    else:
        known = known.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=row.on), starts_on__lte=row.on)
    names = {stay.unit.company.name for stay in known}
    return names.pop() if len(names) == 1 else ""


def words_of(listed: str, code: str, language: str) -> str:
    """The words of a code in a language of citizens; in Danish where there are none."""
    return _both(listed, code, language)[0]


def _both(listed: str, code: str, language: str) -> list[str]:
    """The words of a code in the language of the letter, and in Danish."""
    row = parameters.term(listed, code)
    own = row.label(language) if language in ("da", "en") else row.text(language)
    return [own or row.da, row.da]


def _days(found: Hearing) -> list[Attendance]:
    """Each day of an activity once, whoever told it."""
    rows = Attendance.objects.filter(hearing=found).select_related("source").order_by("on", "pk")
    return list({(each.activity, each.on): each for each in reversed(rows)}.values())[::-1]


def _draft(found: Hearing, kind: str, told: dict[str, Any]) -> Draft:
    person = found.person
    facts = {
        "citizen": f"{person.given_name} {person.family_name}",
        "contact": person.contact.user.name if person.contact else "",
    }
    return Draft(
        kind=kind,
        template=kind,
        language=found.language,
        about=f"hearing:{found.pk}",
        organisation_id=found.organisation_id,
        organisation_name=found.organisation.name,
        facts=facts | told,
        person_id=person.pk,
    )
