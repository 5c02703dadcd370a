"""A live installation gets its organisations and first administrators from the command line."""

import argparse
import re
from typing import Any

import pytest
from django.test import Client

from tovholder.accounts.models import AuditEntry, Installation, Membership, Organisation, Partnership, User
from tovholder.cli import organisation
from tovholder.cli.complaint import Complaint

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def live(settings: Any) -> None:
    settings.DEMO = False


def typed(*words: str) -> None:
    parser = argparse.ArgumentParser()
    organisation.arguments(parser)
    organisation.run(parser.parse_args(words))


def add(name: str = "Helsingør Kommune", code: str = "0217", email: str = "anne@helsingor.example") -> None:
    typed("add", "--kind=municipality", f"--name={name}", f"--code={code}", f"--administrator={email}", "--called=Anne")


def test_the_printed_link_opens_the_page_where_the_password_is_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    add()
    link = re.search(r"https?://[^/]+(/\S+)", capsys.readouterr().out)
    assert link
    assert Client().get(link.group(1), follow=True).status_code == 200
    member = Membership.objects.get()
    assert (member.role, member.organisation.name) == ("administrator", "Helsingør Kommune")
    assert Installation.objects.get().kind == "live"
    assert AuditEntry.objects.filter(action="organisation.create").exists()


@pytest.mark.parametrize("code", ["", "21", "02171", "æøåå"])
def test_a_municipality_without_its_four_digits_is_refused_and_nothing_is_made(code: str) -> None:
    with pytest.raises(Complaint):
        add(code=code)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"code": "9999"}, "--code 9999"),
        ({"code": "٠٢١٧"}, "--code"),
        ({"name": " \t "}, "--name"),
        ({"email": "anne"}, "--administrator anne"),
        ({"email": " "}, "--administrator"),
    ],
)
def test_what_cannot_be_right_is_refused_with_one_line_and_nothing_is_made(told: dict[str, str], word: str) -> None:
    with pytest.raises(Complaint) as refused:
        add(**told)
    assert word in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Organisation.objects.exists()
    assert not Installation.objects.exists()


def test_an_administrator_without_a_name_is_refused() -> None:
    with pytest.raises(Complaint, match="--called"):
        typed("add", "--kind=union", "--name=Fagforeningen", "--administrator=anne@example.dk", "--called= ")
    assert not Organisation.objects.exists()


def test_one_municipality_cannot_be_made_twice() -> None:
    add()
    with pytest.raises(Complaint):
        add(name="Helsingør igen", email="b@helsingor.example")


def test_organisations_recruit_together_once_they_have_joined(capsys: pytest.CaptureFixture[str]) -> None:
    add()
    add(name="Fredensborg Kommune", code="0210", email="bo@fredensborg.example")
    numbers = list(Organisation.objects.values_list("pk", flat=True))
    typed("join", "--partnership=Nord", *map(str, numbers))
    assert set(Partnership.objects.get().organisations.values_list("pk", flat=True)) == set(numbers)
    with pytest.raises(Complaint):
        typed("join", "--partnership=Nord", "99999")


def test_who_has_lost_the_second_step_gets_a_new_link_from_the_installation_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    add()
    user = User.objects.get()
    user.set_password("en lang sætning om en cykel")
    user.save()
    words = ("lost", "--reason", "lost", "--by", "Bo Friis")
    typed(*words, "--email", user.email)
    assert "/konto/velkommen/" in capsys.readouterr().out
    assert not User.objects.get().has_usable_password()
    entry = AuditEntry.objects.get(action="member.close_ways_in")
    assert (entry.actor_name, entry.facts) == ("Bo Friis", {"reason": "lost", "steps": 0})
    with pytest.raises(Complaint, match="nobody signs in"):
        typed(*words, "--email", "ukendt@example.dk")
