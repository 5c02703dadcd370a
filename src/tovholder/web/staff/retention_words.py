"""What is deleted by itself, in words: its name, and one sentence on what goes and what stays."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMED: dict[str, Promise] = {
    "case": _("Closed cases"),
    "proposal": _("Proposals that came to nothing"),
    "sharing": _("Ended sharings in the common pool"),
    "ranking": _("Old lists of candidates"),
    "person_ranking": _("Old lists of orders for a citizen"),
    "paper": _("Agreements and diplomas on paper"),
    "run_inputs": _("What went into match runs"),
    "import_original": _("Imported files and what their rows say"),
    "import_line": _("Lines about imports"),
    "company_contact": _("Contact persons who have left their company"),
    "newcomer_need": _("What newcomers without a case needed"),
    "handover": _("Handovers that became no case"),
    "member": _("Names of members who have left"),
    "invitation": _("Invitations nobody has used"),
    "personal_link": _("Personal links"),
    "nomination": _("People put forward without a name"),
    "session": _("Expired sessions"),
    "sign_in_count": _("Counts of wrong sign-ins"),
    "read_log": _("Log of look-ups"),
    "write_log": _("Log of changes"),
}

EXPLAINED: dict[str, Promise] = {
    "case": _(
        "Counted from the day the case was closed. The whole case goes: talks, stays, proposals, family ties and "
        "the citizen's sign-in. Only sums of stays and proposals are left, for the figures. "
        "Opening the case again stops it."
    ),
    "proposal": _("Counted from the last step. Only sums are left, for the figures."),
    "sharing": _("Counted from the day the sharing ended. An objection stays as long as the case."),
    "ranking": _("Counted from the day the list was made. Lists of open orders are made anew each night."),
    "person_ranking": _("Counted from the day the list was made. Lists of open cases are made anew each night."),
    "paper": _("Counted from the day of issue. Papers about a citizen go with the case."),
    "run_inputs": _("Each run has its day of deletion. They name nobody."),
    "import_original": _("Each file has its day of deletion. The line about the import stays."),
    "import_line": _("Counted from the day of the upload: who uploaded which file, and how many rows."),
    "company_contact": _("Counted from the day the contact left. Orders and stays lose the name, and nothing else."),
    "newcomer_need": _("Counted from the day it was noted. What citizens with a case needed goes with the case."),
    "handover": _("Counted from the last change. What was taken in goes with the case."),
    "member": _("Counted from the day the last membership ended. What they have done stays, without a name."),
    "invitation": _("Counted from the day the link was made."),
    "nomination": _("Counted from the day a candidate was put forward. The sender keeps what it knows."),
    "personal_link": _("Counted from the day a link stopped working. What was signed or answered stays."),
    "session": _("Counted from the day the session expired."),
    "sign_in_count": _("Counted from the moment they stop counting, a few minutes after the last wrong one."),
    "read_log": _("Counted from each look-up. The citizen can see who read as long as the line is here."),
    "write_log": _("Counted from each change."),
}
