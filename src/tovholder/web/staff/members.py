"""The members of the administrator's own organisation: who they are, what they may, and a way in for new ones."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tovholder.accounts import links, member_services, queries
from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.web.shared import edits, lists, sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import members_forms as forms
from tovholder.web.staff import members_health, one_time_link
from tovholder.worklists import left_behind

SORTS = {"navn": ["user__name"], "rolle": ["role", "user__name"], "enhed": ["unit__name", "user__name"]}


@require_GET
@allows(Role.ADMINISTRATOR, purpose="members")
def overview(request: ActingRequest) -> HttpResponse:
    """Everybody who can act for the organisation."""
    page = lists.page_of(queries.members(actor=request.actor), request, sorts=SORTS, first="navn")
    return render(request, "staff/members/overview.html", {"page": page})


@never_cache
@require_http_methods(["GET", "POST"])
@allows(Role.ADMINISTRATOR, purpose="members")
def invite(request: ActingRequest) -> HttpResponse:
    """Invite somebody; the answer shows the one-time link, which is not kept anywhere."""
    form = forms.Invite(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = member_services.invite(
                actor=request.actor,
                organisation_id=request.actor.organisation_id,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=form.cleaned_data["role"],
                unit_id=form.cleaned_data["unit"],
            )
            return _handed_over(request, made, form.cleaned_data["name"], form.cleaned_data["role"])
        except NotAllowed as refusal:
            form.add_error(None, sentences.refusal(refusal.code, refusal.facts))
    return render(request, "staff/members/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(Role.ADMINISTRATOR, purpose="members")
def change(request: ActingRequest, membership_id: int) -> HttpResponse:
    """Change one member. Somebody else's change in between is shown, not overwritten."""
    member = queries.members(actor=request.actor).filter(pk=membership_id).first()
    if member is None:
        raise Http404
    saved = {
        "role": member.role,
        "unit": member.unit_id or "",
        "scope": member.scope,
        "active": member.active,
        "phone": member.phone,
    }
    initial = {**saved, "seen": queries.state_of(member)}
    form = forms.Change(request.POST or None, actor=request.actor, initial=initial)
    shown = {"form": form, "member": member, **members_health.shown(member)}
    shown["open"] = left_behind.numbers(membership_id, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request.actor, membership_id, form)
            messages.success(request, _("Saved."))
            if member.active and not form.cleaned_data["active"]:
                return redirect("staff:member", membership_id)  # which tells what is still open in the name
            return redirect("staff:members")
        except Stale:
            shown |= {"stale": True, "differences": edits.differences(form, saved)}
            edits.renewed(form, "seen", queries.state_of(member))
            return render(request, "staff/members/change.html", shown, status=409)
        except NotAllowed as refusal:
            form.add_error(None, sentences.refusal(refusal.code, refusal.facts))
    return render(request, "staff/members/change.html", shown, status=422 if form.errors else 200)


def _save(actor: Actor, membership_id: int, form: forms.Change) -> None:
    given = form.cleaned_data
    member_services.change_member(
        actor=actor,
        membership_id=membership_id,
        seen=given["seen"],
        role=given["role"],
        unit_id=given["unit"],
        scope=given["scope"],
        active=given["active"],
        phone=given["phone"],
    )


@never_cache
@require_http_methods(["POST"])
@allows(Role.ADMINISTRATOR, purpose="members")
def new_link(request: ActingRequest, membership_id: int) -> HttpResponse:
    """A new one-time link for a member who cannot sign in; where there is a second step, of use only with it."""
    member = queries.members(actor=request.actor).filter(pk=membership_id).first()
    if member is None:
        raise Http404
    try:
        made = member_services.new_link(actor=request.actor, membership_id=membership_id)
    except NotAllowed as refusal:
        messages.error(request, sentences.refusal(refusal.code, refusal.facts))
        return redirect("staff:member", membership_id)
    return _handed_over(request, made, member.user.name)


def _handed_over(request: ActingRequest, made: links.Invitation, name: str, role: str = "") -> HttpResponse:
    return one_time_link.shown(request, made, name, back=reverse("staff:members"), role=role)
