"""The wall of health, asked at every address of the product: with the right the words come, without it never."""

import pytest

from tests.architecture import leak_secrets as secret
from tests.architecture import leak_walk
from tests.architecture.leak_region import World
from tests.architecture.leak_words import WORDS
from tests.architecture.test_leaks import Walk
from tovholder.accounts.roles import CASE_ROLES

LOCKED = "health"  # the purpose of every page behind the wall


def test_with_the_right_every_page_behind_the_wall_opens_and_tells_of_no_other_municipality(world: World) -> None:
    walk = Walk(world, "helsingor/reads health")
    locked = [each for each in walk.addresses() if each.route.rule and each.route.rule.purpose == LOCKED]
    told = [walk.get(address.path, address.about) for address in locked if "tell" not in address.route.name]
    quiet = world.person("helsingor/quiet")
    assert any(quiet.secrets.words(secret.HEALTH) in answer.words for answer in told)
    assert not walk.faults, leak_walk.in_short(walk.faults)


@pytest.mark.parametrize("name", ["helsingor/caseworker", "helsingor/team_leader"])
def test_without_the_right_no_page_behind_the_wall_opens_and_nothing_is_written(world: World, name: str) -> None:
    asker = leak_walk.Asker(world.viewer(name))
    locked = [
        each
        for each in leak_walk.addresses(world, WORDS)
        if each.route.rule and each.route.rule.purpose == LOCKED
    ]  # fmt: skip
    assert {each.route.name for each in locked} >= {"staff:health", "staff:health_closet", "staff:health_talk"}
    wrong = []
    for address in locked:
        for data in (None, {"version": "1", "told": "1", "words": "x"}):
            answer = asker.ask(address.path, data)
            if answer.status not in (403, 405) or answer.written or answer.shown:
                wrong.append(f"{address.path} {data}: {answer.status} {answer.written}")
            if answer.status == 403 and address.about and not answer.refused:
                wrong.append(f"{address.path}: refused, and no log knows")
    assert not wrong


def test_every_page_that_reads_the_closet_states_that_purpose() -> None:
    """A page of the module that may open the closet states the purpose that the log and the menu know it by."""
    routes = [route for route in leak_walk.routes() if route.view.__module__ == "tovholder.web.staff.health"]
    assert routes
    assert {route.rule.purpose for route in routes if route.rule} == {LOCKED}
    assert all(route.rule and route.rule.roles == CASE_ROLES for route in routes)
