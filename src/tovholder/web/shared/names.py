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
