"""Which steps of a proposal are open to whom now, in words. The services check again; this decides what is shown."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.proposals import queries, services
from tovholder.proposals.queries import Proposal
from tovholder.web.shared import sentences
from tovholder.web.staff import matching_words as words
from tovholder.web.staff.proposal_statuses import STATUSES
from tovholder.web.staff.proposals_forms import StepForm

LABELS = {
    "contacted": gettext_lazy("The citizen has been told"),
    "citizen_yes": gettext_lazy("The citizen says yes"),
    "caseworker_yes": gettext_lazy("We stand behind it"),
    "citizen_no": gettext_lazy("The citizen says no"),
    "show": gettext_lazy("Show to the company"),
    "interview": gettext_lazy("The company wants an interview"),
    "note_interview": gettext_lazy("Note when they meet"),
    "chosen": gettext_lazy("The company chooses the citizen"),
    "not_chosen": gettext_lazy("The company says no"),
    "withdraw": gettext_lazy("Withdraw the proposal"),
    "seen": gettext_lazy("I have seen it"),
}


def status_names() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in STATUSES.items()]


def refusal(refused: NotAllowed) -> str:
    """Why not, in a sentence; a code nobody has worded gives a general one."""
    gate = str(refused.facts.get("gate", ""))
    if refused.code == "proposal.gate_closed":
        return _("Not possible now: %(why)s.") % {"why": words.closed(gate)}
    if refused.code == "proposal.ask_first":
        return _("Ask first: %(question)s") % {"question": words.question(gate)}
    return sentences.refusal(refused.code, refused.facts)


def service_of(step: str) -> Callable[..., Proposal]:
    """The service that takes the step."""
    table: dict[str, Callable[..., Proposal]] = {
        "contacted": services.contacted,
        "citizen_yes": partial(services.citizen_answers, accepts=True),
        "citizen_no": partial(services.citizen_answers, accepts=False),
        "caseworker_yes": services.caseworker_accepts,
        "show": services.show_to_company,
        "interview": partial(services.company_answers, answer="interview"),
        "note_interview": services.note_interview,
        "chosen": partial(services.company_answers, answer="chosen"),
        "not_chosen": partial(services.company_answers, answer="not_chosen"),
        "withdraw": services.withdraw,
        "seen": services.seen,
    }
    return table[step]


def open_to(proposal: Proposal, *, actor: Actor) -> list[dict[str, Any]]:
    """The steps this actor may take now: {step, label, form}, the way forward first."""
    own = proposal.organisation_id == actor.organisation_id
    ours = own or proposal.order.taken_by_id == actor.organisation_id
    steps: list[str] = []
    if proposal.status == "proposed" and own:
        steps = ["contacted"]
    elif proposal.status == "contacted" and own:
        steps = ["citizen_yes"] if proposal.citizen_accepted_at is None else []
        steps += ["caseworker_yes"] if proposal.caseworker_accepted_at is None else []
        steps += ["citizen_no"]
    elif proposal.status == "accepted_by_citizen" and ours:
        steps = ["show", *(["citizen_no"] if own else [])]
    elif proposal.status in ("shown_to_company", "interview") and ours:
        steps = ["interview"] if proposal.status == "shown_to_company" else ["note_interview"]
        steps = [*steps, "chosen", "not_chosen", *(["citizen_no"] if own else [])]
        if proposal.interview_at is not None and proposal.status == "interview":
            steps = [*steps[1:], steps[0]]  # it stands; what comes next is the choice
    if proposal.status not in ("not_chosen", "declined_by_citizen", "withdrawn") and proposal.placement_id is None:
        steps.append("withdraw")
    if queries.is_to_see_the_end(proposal, actor=actor):
        steps.append("seen")
    return [_shown(step, proposal) for step in steps]


def _shown(step: str, proposal: Proposal) -> dict[str, Any]:
    known = {"step": step, "version": proposal.version, "interview_at": proposal.interview_at}
    form = StepForm(step=step, initial=known, auto_id=f"{step}_%s")
    changes = step == "note_interview" and proposal.interview_at is not None
    label = _("Change when they meet") if changes else LABELS[step]
    return {"step": step, "label": label, "form": form, "folds": "reason" in form.fields or changes}
