"""Who may use a route. Every view carries a rule; a view without one is refused and fails a test."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tovholder.accounts.roles import OrganisationKind, Role

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rule:
    """`roles` None means open to all; the empty set means any signed-in member. `purpose` goes to the logs."""

    roles: frozenset[Role] | None
    purpose: str
    why_open: str = ""


def allows(*roles: Role, purpose: str) -> Callable[[View], View]:
    """Let members in these roles use the view, for this purpose."""

    def mark(view: View) -> View:
        view.rule = Rule(frozenset(roles), purpose)  # type: ignore[attr-defined]
        return view

    return mark


def members_only(*, purpose: str) -> Callable[[View], View]:
    """Any signed-in member, whatever the role; the view itself shows only what is the member's own."""
    return allows(purpose=purpose)


def open_to_all(why: str) -> Callable[[View], View]:
    """No sign-in needed. Say why."""

    def mark(view: View) -> View:
        view.rule = Rule(None, "public", why)  # type: ignore[attr-defined]
        return view

    return mark


# At an asylum centre a caseworker works with handovers, what is due of them, and people who were opened to the centre:
# companies, boards and overviews are those of the municipalities.
_OF_CENTRES = frozenset({"case", "my day"})


def permits(rule: Rule, role: str | None, kind: str = "") -> bool:
    """May somebody acting in `role` (None: not signed in) for an organisation of this kind use a view with this
    rule?"""
    if rule.roles is None:
        return True
    if role is None:
        return False
    if rule.roles and kind == OrganisationKind.ASYLUM_CENTRE and role == Role.CASEWORKER:
        return role in rule.roles and rule.purpose in _OF_CENTRES
    return not rule.roles or role in rule.roles
