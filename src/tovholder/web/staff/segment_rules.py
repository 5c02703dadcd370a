"""The rules that suggest target groups: as they hold, their versions, a change with what it would do (S24-1, S25)."""

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import segment_rule_queries as queries
from tovholder.pathways import segment_rule_services as services
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff.segment_rules_forms import SegmentRuleForm
from tovholder.worklists.figures import LEAST

NEW = "ny"


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, Role.COORDINATOR, purpose="insight")
def segment_rules(request: ActingRequest) -> HttpResponse:
    """All rules; with ?regel= one of them, to be changed by those who may. Nothing is saved before its numbers are
    shown."""
    actor, today = request.actor, timezone.localdate()
    held = queries.shown(actor=actor, on=today)
    code = request.GET.get("regel", "")
    chosen = next((each for each in held if each.rule.code == code), None)
    if code and code != NEW and chosen is None:
        raise Http404
    may_change = queries.may_change(actor)
    shown: dict[str, Any] = {
        "rules": [(each, each.rule.label(language()), _asks(each.rule.asks)) for each in held],
        "may_change": may_change,
        "code": code,
        "chosen": chosen,
    }
    status = 200
    if code and may_change:
        form = _form(request, chosen)
        if request.method == "POST" and _saved(request, form, "" if code == NEW else code, shown):
            return redirect("staff:segment_rules")
        status = 422 if form.errors else 200
        versions = queries.versions(code, actor=actor) if chosen else []
        shown |= {"form": form, "versions": [(row, _asks(row.asks)) for row in versions]}
    elif request.method == "POST":
        messages.error(request, sentences.refusal("segment.rule_by_leader", {}))
    return render(request, "staff/plans/segment_rules.html", shown, status=status)


def _form(request: ActingRequest, chosen: queries.Standing | None) -> SegmentRuleForm:
    actor = request.actor
    initial: dict[str, Any] = {"starts_on": timezone.localdate(), "seen": 0}
    if chosen is not None:
        initial |= {"segment": chosen.rule.segment, "words": chosen.rule.label(language()), **chosen.rule.asks}
        initial |= {"is_off": chosen.is_off, "seen": queries.newest_id(actor.organisation_id, chosen.rule.code)}
    return SegmentRuleForm(request.POST or None, initial=initial, segments=queries.segments(actor=actor))


def _saved(request: ActingRequest, form: Any, code: str, shown: dict[str, Any]) -> bool:
    """First the numbers, then the same form once more; whoever changes it in between gets new numbers."""
    if not form.is_valid():
        return False
    told = form.told()
    digest = _digest(told)
    if form.cleaned_data["checked"] != digest:
        shown["moved"] = _moved(request, form, code)
        edits.renewed(form, "checked", digest)
        return False
    try:
        services.change_rule(code=code, actor=request.actor, now=timezone.now(), **told)
    except Stale:
        edits.renewed(form, "seen", queries.newest_id(request.actor.organisation_id, code))
        form.add_error(None, _("Somebody else changed this rule meanwhile. See the versions below, and save again."))
        return False
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Saved."))
    return True


def _digest(told: dict[str, Any]) -> str:
    plain = {name: str(told[name]) for name in ("segment", "is_off", "starts_on")} | {"asks": told["asks"]}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]


def _moved(request: ActingRequest, form: Any, code: str) -> dict[str, str]:
    """Small counts are hidden, as elsewhere: a rule made narrow enough would tell of one citizen."""
    asked = {"segment": form.cleaned_data["segment"], "is_off": form.cleaned_data["is_off"], "actor": request.actor}
    found = queries.moved(code, form.asks(), on=form.cleaned_data["starts_on"], **asked)
    return {"more": _count(found.more), "fewer": _count(found.fewer), "after": _count(found.after)}


def _count(number: int) -> str:
    if 0 < number < LEAST:
        return _("fewer than %(least)d") % {"least": LEAST}
    return str(number)


def _asks(asks: Any) -> list[str]:
    """What a rule asks, in words."""
    words = {
        "age_from": lambda value: _("at least %(n)d years") % {"n": value},
        "age_below": lambda value: _("below %(n)d years") % {"n": value},
        "visitation": lambda value: dict(terms("visitations")).get(value, value),
        "module_below": lambda value: (
            ngettext("fewer than %(n)d module of Danish", "fewer than %(n)d modules of Danish", value) % {"n": value}
        ),
        "without_school": lambda _value: _("no education is written"),
        "without_work": lambda _value: _("no earlier work is written"),
    }
    return [str(words[name](value)) for name, value in asks.items() if value]
