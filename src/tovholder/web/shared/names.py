"""Roles and kinds of organisation as people call them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.roles import OrganisationKind, Role

ROLES: dict[str, str | Promise] = {
    Role.CASEWORKER: _("caseworker"),
    Role.COMPANY_CONSULTANT: _("company consultant"),
    Role.AMBASSADOR: _("integration ambassador"),
    Role.TEAM_LEADER: _("team leader"),
    Role.BENEFITS_OFFICER: _("benefits officer"),
    Role.LANGUAGE_ADVISER: _("adviser at the language centre"),
    Role.SCHOOL_CONSULTANT: _("school consultant"),
    Role.COORDINATOR: _("coordinator of the secretariat"),
    Role.STEERING_MEMBER: _("member of the steering group"),
    Role.COMPANY_CONTACT: _("company contact"),
    Role.MENTOR: _("mentor"),
    Role.CITIZEN: _("citizen"),
    Role.ADMINISTRATOR: _("administrator"),
    "self": _("the citizen"),  # with MitID or a link and a code, before there is a role
    "system": _("automatic run"),
}

KINDS: dict[str, str | Promise] = {
    OrganisationKind.MUNICIPALITY: _("municipality"),
    OrganisationKind.LANGUAGE_CENTRE: _("language centre"),
    OrganisationKind.VOCATIONAL_SCHOOL: _("vocational school"),
    OrganisationKind.PRIMARY_SCHOOL: _("primary school"),
    OrganisationKind.UNION: _("trade union"),
    OrganisationKind.EMPLOYERS_ASSOCIATION: _("employers' association"),
    OrganisationKind.A_KASSE: _("unemployment insurance fund"),
    OrganisationKind.COMPANY: _("company"),
    OrganisationKind.VOLUNTEERS: _("volunteer organisation"),
    OrganisationKind.ASYLUM_CENTRE: _("asylum centre"),
    OrganisationKind.SECRETARIAT: _("secretariat"),
    OrganisationKind.AUTHORITY: _("authority"),
}

# What a unit works with, by the code kept.
UNIT_FIELDS: dict[str, str | Promise] = {
    "employment": _("employment"),
    "business": _("business"),
    "education": _("education"),
}

# Why somebody looked: the purposes that the rules of the pages state.
PURPOSES: dict[str, str | Promise] = {
    "attendance": _("attendance and absence"),
    "batch": _("automatic work for all citizens at once"),
    "boards": _("the boards of the team"),
    "case": _("work on the case"),
    "choose organisation": _("signing in"),
    "companies": _("cooperation with companies"),
    "health": _("facts of health, which are locked to others"),
    "import": _("reading in files"),
    "insight": _("how the matching works"),
    "log of the case": _("the log of the case"),
    "members": _("members of the organisation"),
    "misuse": _("looking for misuse"),
    "my day": _("what is due today"),
    "nobody forgotten": _("finding those nobody has talked to"),
    "overview": _("figures for the partnership"),
    "own page": _("own page"),
    "placement": _("placement at a company"),
    "retention": _("what will be deleted next"),
    "recruitment": _("finding a job that fits"),
}

# How much of the person was shown.
FIELDS: dict[str, str | Promise] = {
    "address": _("the address"),
    "board": _("name on a board"),
    "candidate": _("what a candidate list tells a company"),
    "case": _("the case"),
    "cpr": _("the CPR number"),
    "family": _("name as a relative"),
    "granted": _("what was opened to them"),
    "draft": _("what the asylum centre handed over"),
    "health": _("what is noted about health"),
    "lines": _("name in a list"),
    "meeting": _("a meeting"),
    "list": _("name in a list"),
    "match": _("name in a list of matches"),
    "my day": _("name in a list"),
    "paper": _("a paper"),
    "placement": _("the placement"),
    "profile": _("competences, without the case"),
    "proposal": _("the proposal"),
    "pseudonym": _("competences, without the name"),
    "refused": _("nothing: it was refused"),
}
