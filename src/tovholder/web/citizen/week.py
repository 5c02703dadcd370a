"""My week: what stands in it, day by day, and the same on paper. In one's own language."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role
from tovholder.pathways import week_queries as queries
from tovholder.pathways import week_services as services
from tovholder.pathways.week_rules import Block
from tovholder.people import queries as people
from tovholder.placements.services import papers as issued
from tovholder.web.citizen import reading
from tovholder.web.shared import papers
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.shared.week_asked import monday_asked


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def week(request: ActingRequest) -> HttpResponse:
    """The week the address asks for."""
    person = people.own_case(actor=request.actor)
    read, monday = reading.told(request, person), monday_asked(request)
    shown: dict[str, Any] = {**read, "person": person, "monday": monday.isoformat()}
    if person is not None:
        found, words = queries.week(person.pk, monday=monday), read["words"]
        shown |= {
            "week": found,
            "days": [(day, words[f"day_{day.weekday()}"], _rows(rows, words)) for day, rows in found.days],
            "untimed": [(each, words[f"week_{each.kind}"]) for each in found.untimed],
            "clashes": [(words[f"day_{each.one.weekday}"], each, _said(each, words)) for each in found.clashes],
            "before": (monday - timedelta(days=7)).isoformat(),
            "after": (monday + timedelta(days=7)).isoformat(),
        }
    return render(request, "citizen/week/index.html", shown)


def _rows(blocks: list[Block], words: dict[str, str]) -> list[tuple[Block, str]]:
    return [(block, words[f"week_{block.kind}"]) for block in blocks]


def _said(clash: Any, words: dict[str, str]) -> list[str]:
    return [words[f"week_{each.kind}"] for each in (clash.one, clash.other) if each is not None]


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def paper(request: ActingRequest) -> HttpResponse:
    """The week as a PDF."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:week")
    now = timezone.now()
    language = reading.told(request, person)["language"]
    told = {"monday": monday_asked(request), "language": language, "check_at": papers.check_at(request)}
    made = services.print_week(person_id=person.pk, actor=request.actor, now=now, **told)
    found, pdf = issued.download(paper_id=made.pk, actor=request.actor, now=now)
    return papers.file(found, pdf)
