"""What the logs call things, in words the citizen and the caseworker understand."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PURPOSES: dict[str, Promise] = {
    "case": _("Work on the case"),
    "boards": _("Boards"),
    "my day": _("What is due today"),
    "nobody forgotten": _("Nobody forgotten"),
    "recruitment": _("Recruitment for a job order"),
    "retention": _("What will be deleted next"),
    "log of the case": _("Look at this log"),
    "batch": _("Nightly run"),
}

SHOWN: dict[str, Promise] = {
    "case": _("The whole case"),
    "my day": _("Line of what is due"),
    "list": _("Line in a list"),
    "board": _("Card on a board"),
    "granted": _("What was opened"),
    "family": _("Name, as a relative"),
    "proposal": _("Proposal"),
    "match": _("List of candidates"),
    "address": _("Address"),
    "cpr": _("CPR number"),
    "health": _("Health"),
    "refused": _("Nothing"),
}

WRITTEN: dict[str, Promise] = {
    "person.register": _("Opened the case"),
    "person.set_profile": _("Changed name or legal frame"),
    "person.set_danish": _("Changed Danish"),
    "person.set_reach": _("Changed when and how far"),
    "person.set_competences": _("Changed competences"),
    "person.set_wishes": _("Changed wishes"),
    "person.set_licences": _("Changed licences"),
    "person.set_considerations": _("Changed considerations"),
    "person.set_languages": _("Changed languages"),
    "person.set_experience": _("Changed work so far"),
    "person.set_education": _("Changed education"),
    "person.set_address": _("Changed the address"),
    "person.change_cpr": _("Changed the CPR number"),
    "person.protect": _("Set the protection"),
    "person.unprotect": _("Lifted the protection"),
    "person.reveal_address": _("Looked at the address"),
    "person.reveal_cpr": _("Looked at the CPR number"),
    "person.assign_contact": _("Changed the contact"),
    "person.link_family": _("Tied to a relative"),
    "person.unlink_family": _("Untied from a relative"),
    "person.share_in_pool": _("Shared in the common pool"),
    "person.stop_sharing": _("Stopped sharing"),
    "person.object_to_sharing": _("Noted an objection to sharing"),
    "person.close": _("Closed the case"),
    "person.reopen": _("Opened the case again"),
    "person.hold": _("Held the case back from deletion"),
    "person.lift_hold": _("Lifted the hold"),
    "access.open": _("Opened for somebody else"),
    "access.close": _("Closed for somebody else"),
    "contact.register": _("Wrote a contact down"),
    "status.move": _("Moved the card"),
}
