"""What a municipality decides for the citizens' own pages: the number they call, the industries they choose among."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.accounts import organisation_services, queries
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.pathways import own_queries, own_services
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import own_forms as forms


@require_http_methods(["GET", "POST"])
@allows(Role.TEAM_LEADER, purpose="members")
def setup(request: ActingRequest) -> HttpResponse:
    """Two small forms; `what` says which was sent."""
    today, actor = timezone.localdate(), request.actor
    organisation = queries.own_organisation(actor=actor)
    offered = own_queries.package_of(organisation.pk, on=today)
    sends = request.POST.get("what") if request.method == "POST" else None
    phone = forms.Phone(request.POST if sends == "phone" else None, initial={"phone": organisation.phone})
    package = forms.Package(
        request.POST if sends == "package" else None, initial={"industries": offered, "starts_on": today}
    )
    form = phone if sends == "phone" else package
    if sends and form.is_valid():
        try:
            if sends == "phone":
                organisation_services.set_phone(actor=actor, **form.cleaned_data)
            else:
                own_services.offer_industries(actor=actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:own_setup")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {"phone_form": phone, "package_form": package, "faulty": form}
    return render(request, "staff/own/setup.html", shown, status=422 if form.errors else 200)
