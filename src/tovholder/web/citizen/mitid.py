"""In with MitID: out to the municipality's broker, and back. Where none is set these addresses lead nowhere."""

import logging

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tovholder.accounts import mitid
from tovholder.accounts.access_rules import open_to_all
from tovholder.pathways import mitid_services
from tovholder.web.citizen import mitid_kept
from tovholder.web.citizen.way_in import signed_in
from tovholder.web.shared import own_languages
from tovholder.web.shared.own_languages import in_all_languages
from tovholder.web.shared.signin import comes_too_often

logger = logging.getLogger("tovholder.mitid")


@never_cache
@require_GET
@in_all_languages
@open_to_all("whoever wants to sign in with MitID is sent on to the broker; nothing of a case is shown")
def begin(request: HttpRequest) -> HttpResponse:
    """A link and not a form: a page may send a form to nobody but ourselves (content security policy).

    A link from elsewhere leads here too, so nothing changes yet for whoever is signed in."""
    broker = _broker()
    own_languages.read_in(request)
    if comes_too_often(request, "mitid"):
        return _not_in(request, answers=False, status=429)
    try:
        back_to = request.build_absolute_uri(reverse("citizen:mitid_back"))
        asked = mitid.ask(broker, back_to=back_to, now=timezone.now())
    except (mitid.NotProved, mitid.NoAnswer) as fault:
        logger.warning("MitID was not asked: %s", fault)
        return _not_in(request, answers=False, status=503)
    mitid_kept.keep(request, asked.kept)
    answer = HttpResponseRedirect(asked.address)
    own_languages.choose(request, answer)
    return answer


@never_cache
@require_GET
@in_all_languages
@open_to_all("the broker sends the browser back here; whoever is not let in is shown nothing of a case")
def back(request: HttpRequest) -> HttpResponse:
    """What the browser asked is used up whatever comes, before the broker is asked. All refusals read alike.

    Whoever was signed in at this machine is signed out: somebody who is refused is not left in another's pages."""
    broker, answer = _broker(), request.GET.dict()
    state = answer.get("state", "")
    kept, is_second = mitid_kept.take(request, state)
    if is_second or (kept is None and request.user.is_authenticated):
        return redirect("citizen:home")  # a double click, or back in the browser's history
    if request.user.is_authenticated:
        logout(request)
    try:
        cpr = mitid.cpr_of(broker, answer=answer, kept=kept, now=timezone.now())
    except mitid.NotProved as fault:
        logger.warning("MitID proved nobody: %s", fault)
        return _not_in(request)
    except mitid.NoAnswer as fault:
        logger.warning("MitID did not answer: %s", fault)
        return _not_in(request, answers=False, status=503)
    membership = mitid_services.come_in(cpr=cpr, now=timezone.now())
    if membership is None:
        logger.warning("MitID proved nobody who may come in: no_pages")
        return _not_in(request)
    return signed_in(request, membership)


def _broker() -> mitid.Broker:
    broker: mitid.Broker | None = settings.MITID
    if broker is None:
        raise Http404
    return broker


def _not_in(request: HttpRequest, *, answers: bool = True, status: int = 403) -> HttpResponse:
    return render(request, "citizen/own/mitid.html", {"answers": answers}, status=status)
