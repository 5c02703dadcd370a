"""A company answers a questionnaire: by the link in its letter without a sign-in, or from its own page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows, open_to_all
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.personal_links import NoSuchLink
from tovholder.accounts.roles import Role
from tovholder.companies import survey_queries as queries
from tovholder.companies import survey_services as services
from tovholder.web.company.survey_form import Questionnaire
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest

_LONGEST_TOKEN = 100


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="own page")
def index(request: ActingRequest) -> HttpResponse:
    """What the company is asked, and what it has answered."""
    today = timezone.localdate()
    rows = [
        (reply, not queries.may_answer(reply, on=today).refused) for reply in queries.own_replies(actor=request.actor)
    ]
    return render(request, "company/surveys/index.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def answer(request: ActingRequest, reply_id: int) -> HttpResponse:
    """The questionnaire on the company's own page."""
    reply = queries.own_reply(reply_id, actor=request.actor)

    def again() -> queries.SurveyReply:
        return queries.own_reply(reply_id, actor=request.actor)

    address = reverse("company:survey", args=[reply.pk])
    return _page(request, reply, request.actor, again=again, action=address, after=address)


@require_GET
@never_cache
@open_to_all("a company answers by the link in its letter; the link is the key")
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire behind a link. All links that do not work get the same answer."""
    try:
        reply, actor = services.opened(token[:_LONGEST_TOKEN], now=timezone.now())
    except NoSuchLink:
        return redirect("company:survey_no_link")
    return _page(request, reply, actor, token=token)


@require_GET
@open_to_all("where links that do not work lead, at an address of its own: logs of faults hold addresses")
def no_link(request: HttpRequest) -> HttpResponse:
    """The link does not work; nobody is told why."""
    return render(request, "company/surveys/no_link.html", status=404)


@require_POST
@never_cache
@open_to_all("a company answers by the link in its letter; the link is the key")
def answer_by_link(request: HttpRequest) -> HttpResponse:
    """Answers sent by a link. It stands in the body and not in the address, so that no log of faults holds it."""
    token = request.POST.get("token", "")[:_LONGEST_TOKEN]
    try:
        reply, actor = services.opened(token, now=timezone.now())
    except NoSuchLink:
        return redirect("company:survey_no_link")
    after = reverse("company:survey_link", args=[token])
    return _page(
        request, reply, actor, again=lambda: services.opened(token, now=timezone.now())[0], token=token, after=after
    )


def _page(
    request: HttpRequest,
    reply: queries.SurveyReply,
    actor: Actor,
    *,
    again: Callable[[], queries.SurveyReply] | None = None,
    token: str = "",
    action: str = "",
    after: str = "",
) -> HttpResponse:
    """The form with what stands, or what came of sending it."""
    questions = queries.questions(reply.round)
    stored = reply.answers
    form = Questionnaire(initial={"version": reply.version}, questions=questions, stored=stored)
    status = 200
    if request.method == "POST" and again is not None:
        form = Questionnaire(request.POST, questions=questions, stored=stored)
        sent = _sent(request, reply, form, actor, after)
        if isinstance(sent, HttpResponse):
            return sent
        status, reply = sent, again()
        form = _with_version(request, form, reply)
    shown = {
        "reply": reply,
        "round": reply.round,
        "form": form,
        "token": token,
        "action": action or reverse("company:survey_link_answer"),
        "may_answer": queries.may_answer(reply, on=timezone.localdate()),
    }
    return render(request, "company/surveys/answer.html", shown, status=status)


def _sent(
    request: HttpRequest, reply: queries.SurveyReply, form: Questionnaire, actor: Actor, after: str
) -> HttpResponse | int:
    """Where to go on, or the status of the page that shows what is wrong. What can be read is kept either way."""
    is_done = form.is_valid() and "send" in request.POST
    if "version" in form.errors:
        return 422
    try:
        services.answer(
            reply_id=reply.pk,
            version=form.cleaned_data["version"],
            answers=form.answers(),
            is_done=is_done,
            actor=actor,
            now=timezone.now(),
        )
    except Stale:
        messages.warning(
            request,
            _("It was answered after you opened this page, by you or a colleague. Send again to put this in instead."),
        )
        return 409
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        return 422
    if form.errors:
        return 422
    messages.success(
        request, _("Thank you. You can correct your answers until the last day.") if is_done else _("Kept.")
    )
    return HttpResponseRedirect(after)


def _with_version(request: HttpRequest, form: Questionnaire, reply: queries.SurveyReply) -> Questionnaire:
    """The same words and faults, ready to be sent again on top of what stands now."""
    typed = request.POST.copy()
    typed["version"] = str(reply.version)
    return Questionnaire(typed, questions=form.questions, stored=reply.answers)
