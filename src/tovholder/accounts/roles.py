"""The roles of the seeds and what each may do. One place, readable as a sheet by the data controller."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """Every kind of organisation the seeds name."""

    MUNICIPALITY = "municipality"
    LANGUAGE_CENTRE = "language_centre"
    VOCATIONAL_SCHOOL = "vocational_school"
    PRIMARY_SCHOOL = "primary_school"
    UNION = "union"
    EMPLOYERS_ASSOCIATION = "employers_association"
    A_KASSE = "a_kasse"
    COMPANY = "company"
    VOLUNTEERS = "volunteers"
    ASYLUM_CENTRE = "asylum_centre"
    SECRETARIAT = "secretariat"
    AUTHORITY = "authority"


class Role(StrEnum):
    CASEWORKER = "caseworker"
    COMPANY_CONSULTANT = "company_consultant"
    AMBASSADOR = "ambassador"
    TEAM_LEADER = "team_leader"
    BENEFITS_OFFICER = "benefits_officer"
    LANGUAGE_ADVISER = "language_adviser"
    SCHOOL_CONSULTANT = "school_consultant"
    COORDINATOR = "coordinator"
    STEERING_MEMBER = "steering_member"
    COMPANY_CONTACT = "company_contact"
    MENTOR = "mentor"
    CITIZEN = "citizen"
    ADMINISTRATOR = "administrator"


# Those who work on cases inside the municipality that is the controller of them.
CASE_ROLES = frozenset({Role.CASEWORKER, Role.COMPANY_CONSULTANT, Role.AMBASSADOR, Role.TEAM_LEADER})
# Those who judge absence and write hearings, and read them: who answers for the case itself, not for its companies.
HEARING_ROLES = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
# Those who see single persons only where an access has been opened for them.
GRANTED_ROLES = frozenset({Role.LANGUAGE_ADVISER, Role.SCHOOL_CONSULTANT, Role.MENTOR, Role.COMPANY_CONTACT})
COMPANY_STAFF = frozenset({Role.COMPANY_CONSULTANT, Role.AMBASSADOR, Role.TEAM_LEADER, Role.CASEWORKER})
STAFF_ROLES = frozenset(Role) - {Role.CITIZEN, Role.COMPANY_CONTACT}

ROLES_OF_KIND: dict[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.MUNICIPALITY: CASE_ROLES
    | {Role.BENEFITS_OFFICER, Role.SCHOOL_CONSULTANT, Role.STEERING_MEMBER, Role.MENTOR, Role.CITIZEN}
    | {Role.ADMINISTRATOR},
    OrganisationKind.LANGUAGE_CENTRE: frozenset({Role.LANGUAGE_ADVISER, Role.ADMINISTRATOR, Role.STEERING_MEMBER}),
    OrganisationKind.VOCATIONAL_SCHOOL: frozenset({Role.SCHOOL_CONSULTANT, Role.ADMINISTRATOR, Role.STEERING_MEMBER}),
    OrganisationKind.PRIMARY_SCHOOL: frozenset({Role.SCHOOL_CONSULTANT, Role.ADMINISTRATOR}),
    OrganisationKind.UNION: frozenset({Role.STEERING_MEMBER, Role.MENTOR, Role.ADMINISTRATOR}),
    OrganisationKind.EMPLOYERS_ASSOCIATION: frozenset({Role.STEERING_MEMBER, Role.MENTOR, Role.ADMINISTRATOR}),
    OrganisationKind.A_KASSE: frozenset({Role.STEERING_MEMBER, Role.ADMINISTRATOR}),
    OrganisationKind.COMPANY: frozenset({Role.COMPANY_CONTACT, Role.MENTOR}),
    OrganisationKind.VOLUNTEERS: frozenset({Role.MENTOR, Role.ADMINISTRATOR}),
    OrganisationKind.ASYLUM_CENTRE: frozenset({Role.CASEWORKER, Role.ADMINISTRATOR}),
    OrganisationKind.SECRETARIAT: frozenset({Role.COORDINATOR, Role.STEERING_MEMBER, Role.ADMINISTRATOR}),
    OrganisationKind.AUTHORITY: frozenset({Role.STEERING_MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR}),
}


def may_hold(kind: str, role: str) -> bool:
    """May a member of an organisation of this kind hold this role? A rights sheet, not a rule of law."""
    return Role(role) in ROLES_OF_KIND[OrganisationKind(kind)]
