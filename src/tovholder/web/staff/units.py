"""The units of the administrator's own organisation: what members, boards and the team's day are divided by."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts import organisation_services, queries
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.web.shared import edits, names, sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import members_forms as forms


@require_http_methods(["GET", "POST"])
@allows(Role.ADMINISTRATOR, purpose="members")
def overview(request: ActingRequest) -> HttpResponse:
    """All units, and a new one."""
    form = forms.UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            organisation_services.create_unit(
                actor=request.actor, organisation_id=request.actor.organisation_id, **form.cleaned_data
            )
            messages.success(request, _("Saved."))
            return redirect("staff:units")
        except NotAllowed as refusal:
            form.add_error("name", sentences.refusal(refusal.code, refusal.facts))
    units = [(unit, names.UNIT_FIELDS[unit.field]) for unit in queries.units_with_members(actor=request.actor)]
    shown = {"form": form, "units": units}
    return render(request, "staff/members/units.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(Role.ADMINISTRATOR, purpose="members")
def change(request: ActingRequest, part_id: int) -> HttpResponse:
    """Another name for a unit, or another field of work."""
    unit = queries.units_with_members(actor=request.actor).filter(pk=part_id).first()
    if unit is None:
        raise Http404
    saved, seen = {"name": unit.name, "field": unit.field}, queries.unit_as_seen(unit)
    form = forms.ChangedUnit(request.POST or None, initial={**saved, "seen": seen})
    in_use, members = queries.unit_is_in_use(unit), queries.members_of_unit(unit)
    shown = {"form": form, "unit": unit, "as_seen": seen, "in_use": in_use, "members": members}
    if request.method == "POST" and form.is_valid():
        try:
            organisation_services.change_unit(actor=request.actor, unit_id=part_id, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:units")
        except Stale:
            shown |= {"stale": True, "differences": edits.differences(form, saved)}
            edits.renewed(form, "seen", seen)
            return render(request, "staff/members/unit.html", shown, status=409)
        except NotAllowed as refusal:
            form.add_error("name", sentences.refusal(refusal.code, refusal.facts))
    return render(request, "staff/members/unit.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(Role.ADMINISTRATOR, purpose="members")
def close(request: ActingRequest, part_id: int) -> HttpResponse:
    """Take away a unit that was made by mistake."""
    if not queries.units(actor=request.actor).filter(pk=part_id).exists():
        raise Http404
    try:
        organisation_services.close_unit(actor=request.actor, unit_id=part_id, seen=request.POST.get("seen", ""))
    except NotAllowed as refusal:
        messages.error(request, sentences.refusal(refusal.code, refusal.facts))
        return redirect("staff:unit", part_id)
    messages.success(request, _("The unit is closed down."))
    return redirect("staff:units")
