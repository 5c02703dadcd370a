"""Every address states its rule, and gives nothing to a role the rule does not name."""

import pytest
from django.http import HttpResponse

from tests.architecture import leak_walk
from tests.architecture.leak_region import World
from tests.architecture.leak_words import WORDS
from tests.conftest import FULL, ON_POSTGRESQL, is_todays
from tovholder.accounts.access_rules import permits
from tovholder.web.shared import middleware

METHODS = ("GET", "POST")


def test_every_address_has_a_name_of_its_own() -> None:
    names = [route.name for route in leak_walk.routes()]
    assert not [name for name in names if name.startswith("unnamed")]
    assert sorted(names) == sorted(set(names))


def test_every_address_states_its_rule() -> None:
    assert not [route.name for route in leak_walk.routes() if route.rule is None]


def test_every_open_address_says_why_and_every_other_for_which_purpose() -> None:
    rules = {route.name: route.rule for route in leak_walk.routes() if route.rule}
    assert not [name for name, rule in rules.items() if not (rule.why_open if rule.roles is None else rule.purpose)]


OPEN = {
    "company:statement_by_link",  # a representative of the employees has no sign-in; the page names no citizen
    "accessibility", "alive", "paper_check", "badge_key", "personas", "set_language", "welcome", "recover",
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate",
    "account_change_password", "account_set_password",
    "company:survey_link", "company:survey_link_answer", "company:survey_no_link",
    "company:alignment_by_link",
    "staff:meeting_calendar",  # a calendar program has no sign-in; it reads times, and nothing about a citizen
    "citizen:mitid", "citizen:mitid_back",  # to the broker and back; show nothing of a case
    "citizen:way_in",  # asks for a code; shows the name of the municipality and nothing of a case
}  # fmt: skip


def test_only_the_addresses_of_this_list_are_open_to_all() -> None:
    """A new open address has to be thought about twice: once at its view, once here."""
    open_ones = {route.name for route in leak_walk.routes() if route.rule and route.rule.roles is None}
    assert {name for name in open_ones if not name.startswith("mfa_")} == OPEN


def test_every_argument_of_an_address_is_known_to_the_walk(world: World) -> None:
    """A new kind of thing needs rows in leak_region.py, or its pages would be walked past."""
    unknown = {
        f"{route.name} <{name}>"
        for route in leak_walk.routes()
        for name in route.arguments
        if name not in world.things and name not in WORDS and f"{route.name} {name}" not in WORDS
    }
    assert not unknown


def test_there_is_a_viewer_for_every_role_at_every_body_that_may_hold_it(world: World) -> None:
    from tovholder.accounts.roles import ROLES_OF_KIND

    held = {(viewer.kind, viewer.role) for viewer in world.viewers}
    assert not {(str(kind), str(role)) for kind, roles in ROLES_OF_KIND.items() for role in roles} - held


def test_a_role_that_is_not_named_by_the_rule_gets_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """One address of each route, for what stands before any object. The rule stands before the method: every day a
    role asks for an eighth of them and sends to another, the next day to the next; in the full run both, on SQLite at
    each kind of body: the rule asks for the role alone. The page that refuses is the same for all, and left blank here;
    its words are the walk's."""
    monkeypatch.setattr(middleware, "render", lambda _request, _page, _told, *, status: HttpResponse(status=status))
    wrong = []
    bodies = FULL and not ON_POSTGRESQL
    askers = {(viewer.kind if bodies else "", viewer.role): leak_walk.Asker(viewer) for viewer in world.viewers}
    first: dict[str, leak_walk.Address] = {}
    for address in leak_walk.addresses(world, WORDS):
        first.setdefault(address.route.name, address)
    for turn, ((_, role), asker) in enumerate(askers.items()):
        for place, address in enumerate(first.values()):
            rule = address.route.rule
            if rule is None or permits(rule, role or None):
                continue
            for method in (each for shift, each in enumerate(METHODS) if is_todays(turn + place + 4 * shift, 8)):
                answer = asker.ask(address.path, None if method == "GET" else {"version": "1"})
                if answer.status not in (302, 403) or answer.written or (answer.status == 302 and role):
                    wrong.append(f"{asker.viewer.name} {method} {address.path}: {answer.status} {answer.written}")
    assert not wrong
