"""Who may see what of whom: the rights as a jurist would write them, not as the product's queries do.

Nothing here asks the product. The table is read from top to bottom; what no line gives is not given."""

from tests.architecture import leak_secrets as secret
from tests.architecture.leak_region import OPENED, Somebody, Viewer

CASE_STAFF = ("caseworker", "company_consultant", "ambassador", "team_leader")

# What the controller's own people may read of a case. The whole number and the address are shown one at a time only.
OWN_CASE = {
    secret.NAME, secret.BORN, secret.REACH_OUT, secret.PROFILE, secret.NOTES, secret.STAY, secret.WHY,
    secret.CONSIDERATION, secret.BENEFIT, secret.HEARING, secret.CORRECTION,
}  # fmt: skip
OF_BENEFITS = {secret.NAME, secret.BORN, secret.REACH_OUT, secret.PROFILE, secret.STAY, secret.BENEFIT, secret.HEARING}
OF_ONESELF = {
    secret.NAME,
    secret.BORN,
    secret.REACH_OUT,
    secret.PROFILE,
    secret.STAY,
    secret.CONSIDERATION,
    secret.BENEFIT,
    secret.HEARING,
    secret.CORRECTION,
}
# What an access of its own opens, by the fields it names.
OPENED_FIELDS = {
    "contact": {secret.NAME, secret.REACH_OUT},
    "learning": {secret.NAME, secret.PROFILE},
    "profile": {secret.NAME, secret.PROFILE},
    "placement": {secret.NAME, secret.REACH_OUT, secret.PROFILE, secret.STAY},
}


def reach(viewer: Viewer, one: Somebody) -> set[str]:
    """The kinds of secret of this person that this viewer may be shown."""
    if one.trait == "pending" or not viewer.role:
        return set()
    found: set[str] = set()
    if viewer.kind == "municipality" and viewer.home == one.home:
        found |= _of_controller(viewer, one)
    if viewer.note == one.key:
        found |= OF_ONESELF
    if OPENED.get(viewer.name, ("", ""))[0] == one.key:
        found |= OPENED_FIELDS[OPENED[viewer.name][1]]
    return found | _through_an_order(viewer, one) | _through_a_stay(viewer, one)


def _of_controller(viewer: Viewer, one: Somebody) -> set[str]:
    if viewer.role == "benefits_officer":
        return OF_BENEFITS
    if viewer.role not in CASE_STAFF:
        return set()
    if viewer.note == "caseload" and one.key != "helsingor/shared":
        return set()
    inside = viewer.name != "helsingor/other unit"  # reasons of health stay inside the unit that has the case
    locked = {secret.HEALTH} if viewer.name == "helsingor/reads health" else set()
    return (OWN_CASE if inside else OWN_CASE - {secret.CONSIDERATION, secret.HEARING}) | locked


def _through_an_order(viewer: Viewer, one: Somebody) -> set[str]:
    """Both have said yes: the order's municipality knows who it is; the company what one can, under a code."""
    if one.key == "helsingor/shared" and viewer.name == "company/company_contact":
        return {secret.PROFILE}  # the company has chosen this one for another order
    if one.trait != "accepted":
        return set()
    partner = {"helsingor": "fredensborg", "fredensborg": "helsingor"}.get(one.home)
    own_only = viewer.note == "caseload"  # the order's municipality, but not those with a right to own cases only
    if viewer.kind == "municipality" and viewer.home == partner and viewer.role in CASE_STAFF and not own_only:
        return OPENED_FIELDS["profile"] | {secret.WHY}
    if viewer.name == "company/company_contact":
        return {secret.PROFILE}
    return set()


def _through_a_stay(viewer: Viewer, one: Somebody) -> set[str]:
    """The company knows those who work there, and who has worked there, and no name from the register."""
    if viewer.name != "company/company_contact":
        return set()
    if one.trait == "placed":
        return OPENED_FIELDS["placement"] - {secret.NAME}
    return {secret.STAY} if one.trait == "closed" else set()


def may_reveal(viewer: Viewer, one: Somebody) -> bool:
    """The address and the whole number, one at a time, with a reason: the controller's own case staff."""
    return secret.NOTES in reach(viewer, one)


def is_known(viewer: Viewer, one: Somebody) -> bool:
    """May the viewer know that there is such a person here at all?"""
    found = reach(viewer, one)
    by_code = viewer.name == "company/company_contact" and bool(found)
    return by_code or secret.NAME in found
