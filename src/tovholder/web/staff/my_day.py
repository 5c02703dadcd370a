"""My day: what is due, overdue and unusual, each with why. Nobody forgotten: whom nothing has happened for."""

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import CASE_ROLES, GRANTED_ROLES, STAFF_ROLES, Role
from tovholder.pathways import hearing_queries
from tovholder.people import queries as people
from tovholder.web.shared.lists import page_of, page_of_rows
from tovholder.web.staff import my_day_lines as lines
from tovholder.web.staff.people_forms import WhoseFilter, member_id
from tovholder.worklists import forgotten, items, queries

SHOWN = 5  # of each kind on the whole page; the rest is one press away
_MOST = 400
_TEAM = 100  # lines of the team's day on one page; its last line counts everybody


@require_GET
@allows(*STAFF_ROLES, purpose="my day")
def my_day(request: HttpRequest) -> HttpResponse:
    """A consultant's own day; a team leader's team, each name with its counts; for others where their work is."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor.may(Role.BENEFITS_OFFICER):
        return _decisions(request)
    if actor.role not in CASE_ROLES:
        return render(request, "staff/my_day/others.html", {"sees_opened": actor.role in GRANTED_ROLES})
    now = timezone.localtime()
    limits = items.limits(now, now.date())
    asked = member_id(request.GET.get("konsulent", ""), actor)
    kind = request.GET.get("slags", "")
    if kind in items.KINDS:
        return _one_kind(request, kind, limits, asked)
    if asked is None and actor.role == Role.TEAM_LEADER:
        return _team(request, limits)
    return _own(request, limits, actor.membership_id if asked is None else asked)


def _own(request: HttpRequest, limits: items.Limits, holder: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    due = queries.due_now(actor=actor, limits=limits, whose=queries.Whose(holder), most=_MOST + 1)
    shown = {kind: lines.of(kind, rows[:SHOWN], limits, actor) for kind, rows in due.items()}
    lines.note([line for of_kind in shown.values() for line in of_kind], actor)
    groups = [
        {"kind": kind, "name": lines.name(kind), "count": len(rows), "lines": shown[kind]} for kind, rows in due.items()
    ]
    context = {
        "groups": groups,
        "today": limits.on,
        "holder": holder,
        "whose": None if holder == actor.membership_id else lines.member(holder, actor),
        "own": holder == actor.membership_id,
        "most": _MOST,
        "sees_opened": False,
    }
    return render(request, "staff/my_day/own.html", context)


def _decisions(request: HttpRequest) -> HttpResponse:
    """A benefits officer's day: hearings that are assessed and wait for a decision, the soonest too late first."""
    actor, on = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    found = hearing_queries.to_decide(actor=actor).filter(person__closed_on__isnull=True)
    page = page_of(found, request, sorts={"frist": ("event_on",)}, first="frist")
    shown = [lines.hearing(row.person, row.pk, row.state, row.event_on, on) for row in page.rows]
    lines.note(shown, actor)
    context = {
        "name": _("My day"),
        "heading": _("Hearings that wait for your decision"),
        "page": page.with_rows(shown),
        "today": on,
    }
    return render(request, "staff/my_day/kind.html", context)


def _team(request: HttpRequest, limits: items.Limits) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    counts = queries.counts(actor=actor, limits=limits)
    totals = counts.pop(queries.EVERYBODY, dict.fromkeys(items.KINDS, 0))
    members = {each.pk: each for each in accounts.colleagues(actor=actor)}
    unknown = [pk for pk in counts if pk and pk not in members]
    members |= {each.pk: each for each in accounts.departed(actor=actor, ids=unknown)} if unknown else {}
    holders = sorted(counts, key=lambda pk: members[pk].user.name if pk in members else "")
    page = page_of_rows(holders, request, size=_TEAM)
    names = {kind: str(lines.name_in_team(kind)) for kind in items.KINDS}
    rows = [
        {"member": members.get(holder), "holder": holder, "cells": _cells(counts[holder], names, holder or "ingen")}
        for holder in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "names": names.values(),
        "totals": _cells(totals, names, None),
        "today": limits.on,
    }
    return render(request, "staff/my_day/team.html", context)


def _cells(kinds: dict[str, int], names: dict[str, str], of: int | str | None) -> SafeString:
    """A row of numbers, each with a link to its list. As HTML: a template for each of two thousand numbers takes
    longer than to count them."""
    return format_html_join(
        "",
        '<td class="number{}" data-label="{}">{}</td>',
        (
            (("", name, _list(kind, kinds[kind], of)) if kinds[kind] else (" is-nought", name, 0))
            for kind, name in names.items()
        ),
    )


def _list(kind: str, number: int, of: int | str | None) -> SafeString:
    whose = "" if of is None else f"konsulent={of}&"
    return format_html('<a href="?{}slags={}">{}</a>', whose, kind, number)


def _one_kind(request: HttpRequest, kind: str, limits: items.Limits, asked: int | None) -> HttpResponse:
    """All of one kind, by pages: of one holder, of nobody, or of everybody here."""
    actor = request.actor  # type: ignore[attr-defined]
    holder = actor.membership_id if asked is None and actor.role != Role.TEAM_LEADER else asked
    found = queries.due(kind, actor=actor, limits=limits, whose=queries.Whose(holder))
    page = page_of(found, request, sorts={"vigtigst": ()}, first="vigtigst")
    shown = lines.of(kind, list(page.rows), limits, actor)
    lines.note(shown, actor)
    context = {
        "name": lines.name(kind),
        "page": page.with_rows(shown),
        "today": limits.on,
        "whose": lines.member(holder, actor) if holder else None,
        "nobody": holder == queries.NOBODY,
    }
    return render(request, "staff/my_day/kind.html", context)


@require_GET
@allows(*CASE_ROLES, purpose="nobody forgotten")
def nobody_forgotten(request: HttpRequest) -> HttpResponse:
    """People without contact, offer or proposal for n days; the days and the holder are in the address."""
    actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    usual = parameters.value("forgotten_days", on=today)
    days = _days(request.GET.get("dage", ""), usual.whole())
    found = forgotten.cases(actor=actor, before=_moment_before(today, days))
    form = WhoseFilter(request.GET, actor=actor)
    holder = form.holder()
    if holder is not None:
        found = queries.Whose(holder).of(found)
    page = page_of(found, request, sorts=_FORGOTTEN_SORTS, first="laengst")
    shown: list[Any] = people.noted(list(page.rows), actor=actor)
    events = forgotten.last_events([person.pk for person in shown])
    rows = [(person, lines.why_forgotten(person, *events[person.pk], today, days)) for person in shown]
    context = {
        "page": page.with_rows(rows),
        "days": days,
        "choices": sorted({7, 14, 28, usual.whole(), 90, 180, days}),
        "reference": usual.reference,
        "today": today,
        "form": form,
    }
    return render(request, "staff/my_day/forgotten.html", context)


_FORGOTTEN_SORTS = {"laengst": ("silent_since", "created_at"), "navn": ("given_name", "family_name")}


def _days(wanted: str, usual: int) -> int:
    return min(int(wanted), 3650) if wanted.isdecimal() and 0 < len(wanted) < 6 else usual


def _moment_before(today: Any, days: int) -> datetime:
    """The end of the day that many days ago: somebody seen on that very day is n days without contact."""
    return timezone.make_aware(datetime.combine(today - timedelta(days=days - 1), time(0)))
