"""Wrong sign-ins shut out whoever guesses, and not the colleagues behind the same proxy or the owner elsewhere."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.integration.region import Region

SECRET = "en lang sætning om en cykel"


@pytest.fixture
def email(region: Region) -> str:
    cache.clear()
    user = region.member("caseworker").user
    user.set_password(SECRET)
    user.save()
    return str(user.email)


def signs_in(email: str, password: str, *, place: str = "192.0.2.1") -> bool:
    told = {"login": email, "password": password}
    return Client().post("/konto/login/", told, headers={"x-forwarded-for": place}).status_code == 302


def test_many_wrong_ones_at_one_place_do_not_shut_out_a_colleague_there(email: str) -> None:
    for number in range(30):
        assert not signs_in(f"nr{number}@example.dk", "forkert")
    assert signs_in(email, SECRET)


def test_five_wrong_ones_shut_that_place_out_of_that_account_and_nobody_else(email: str, settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    for _ in range(5):
        assert not signs_in(email, "forkert")
    assert not signs_in(email, SECRET)
    assert signs_in(email, SECRET, place="192.0.2.2")


def test_they_are_counted_where_every_web_process_sees_them(email: str) -> None:
    def counts() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sign_in_counts")
            return int(cursor.fetchone()[0])

    before = counts()
    assert not signs_in(email, "forkert")
    assert counts() > before


def test_what_a_visitor_writes_in_front_of_the_proxys_address_counts_for_nothing(email: str, settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    for number in range(5):
        assert not signs_in(email, "forkert", place=f"203.0.113.{number}, 192.0.2.1")
    assert not signs_in(email, SECRET, place="203.0.113.9, 192.0.2.1")
