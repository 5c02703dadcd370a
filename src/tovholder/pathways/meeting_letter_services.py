"""The letter of an invitation, as a paper of the register in the citizen's language. Raises NotAllowed, OutOfReach."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.documents import services as register
from tovholder.documents import words
from tovholder.documents.drafts import Draft
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import meetings_queries as queries
from tovholder.pathways import meetings_rules as rules
from tovholder.pathways import meetings_services as meetings
from tovholder.pathways.models import Meeting
from tovholder.pathways.models.meetings import PLANNED

PAPER = "meeting"


@transaction.atomic
def make_letter(*, meeting_id: int, language: str, check_at: str, actor: Actor, now: datetime) -> IssuedPaper:
    """Issue the letter; it is now made and waits to be handed over or sent. The same letter twice is one paper."""
    found = meetings.writable(meeting_id, version=None, actor=actor)
    if found.state != PLANNED:
        raise NotAllowed("meeting.is_over")
    if language not in words.LANGUAGES:
        raise NotAllowed("paper.no_such_language")
    draft = Draft(
        kind=PAPER, template="meeting", language=language, about=f"meeting:{found.pk}",
        organisation_id=found.organisation_id, organisation_name=found.organisation.name,
        facts=_facts(found, language), person_id=found.person_id,
    )  # fmt: skip
    paper = register.issue(draft=draft, check_at=check_at, actor=actor, now=now)
    if paper.pk != found.letter_paper_id or not found.letter:
        meetings.letter_is_made(found, paper_id=paper.pk, actor=actor, now=now)
    return paper


def _facts(found: Meeting, language: str) -> dict[str, Any]:
    begins = localtime(found.starts_at)
    kind = parameters.term("meeting_kinds", found.kind)
    return {
        "citizen": f"{found.person.given_name} {found.person.family_name}",
        "about": kind.da,
        "about_told": kind.da if language == "da" else rules.said(kind, language),
        "weekday": str(begins.weekday()),
        "date": begins.date(),
        "clock": f"{begins:%H:%M}",
        "until": f"{localtime(found.ends_at):%H:%M}",
        "form": found.form,
        "place": queries.told_place(found),
        "host": found.host.user.name if found.host else "",
        "others": found.others,
        "interpreter": _interpreter(found.interpreter),
    }


def _interpreter(state: str) -> str:
    """Booked, or seen to: who is asked for an interpreter reads that there will be one."""
    return "wanted" if parameters.term("interpreter_states", state).flag("asked") else state.replace("none", "")
