"""What the groups of my day are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND_NAMES: dict[str, Promise] = {
    "incident": _("Problems in stays"),
    "request": _("Requests from companies"),
    "enquiry": _("Questions from citizens"),
    "help": _("Help asked for at stays"),
    "unanswered": _("Companies waiting for an answer"),
    "ownerless": _("Job orders nobody holds"),
    "objection": _("A no from the workplace to a stay"),
    "move": _("Citizens moving to us, waiting for an answer"),
    "stuck_move": _("Moves that did not take effect on their day"),
    "reception": _("Families handed over, and what is missing"),
    "hearing": _("Hearings that wait for us"),
    "absence": _("Absence nobody has judged"),
    "sheet": _("Progression to be answered again"),
    "first_offer": _("First offer after takeover"),
    "follow_up": _("Follow-up at the workplace"),
    "alignment": _("Expectations to sign or talk through again"),
    "fallen_out": _("School of an IGU that was called off"),
    "group_answer": _("Answers of companies in groups, to tell the citizen"),
    "meeting": _("Meetings where something is missing"),
    "talk": _("Talks the law asks for"),
    "agreed_talk": _("Agreed talks"),
    "considerations": _("Considerations that wait for an answer"),
    "way_in": _("Links to citizens' pages that a colleague made"),
    "observation": _("New from teachers"),
    "aftercare": _("Help after the start"),
    "answer": _("Proposals waiting for your answer"),
    "citizen": _("Proposals waiting for the citizen"),
    "company": _("Proposals between us and the company"),
    "ended": _("Proposals that are over"),
    "ending": _("Stays that end soon"),
    "company_step": _("Agreed with companies"),
    "no_contact": _("No contact for a long time"),
    "stale": _("Job orders to ask about again"),
}
NAMES_IN_TEAM: dict[str, Promise] = {
    "answer": _("Proposals waiting for us"),
    "move": _("Moves to us"),
    "reception": _("Reception"),
    "hearing": _("Hearings"),
    "absence": _("Absence"),
    "sheet": _("Progression"),
}
