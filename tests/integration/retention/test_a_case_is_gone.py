"""When its day has come a case is gone from every table and every file, and figures of the past stay what they were."""

import base64
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.models import Model

from tests.integration.region import NOW, Region
from tests.integration.retention import complete_case
from tovholder.accounts.actors import Actor
from tovholder.accounts.fields import decrypt
from tovholder.accounts.models import AuditEntry, Organisation, Partnership, ReadEvent, ReadSubject
from tovholder.accounts.readlog import alias
from tovholder.people import services as people
from tovholder.people.models import FamilyLink, LegalHold, Person
from tovholder.people.queries import cpr_lookup
from tovholder.placements.models import Placement, StayCount
from tovholder.proposals.models import Proposal, ProposalCount
from tovholder.retention import cases, due, services
from tovholder.worklists import figures

pytestmark = pytest.mark.by_turns

DUE = datetime.combine(complete_case.CLOSED_ON, NOW.timetz()) + timedelta(days=1826)
SOUGHT = (*complete_case.WORDS, complete_case.CPR)


def texts() -> Iterator[tuple[str, str]]:
    """Every value of every table of every database, what is encrypted in clear; then every file of the home folder."""
    for name in connections:
        with connections[name].cursor() as cursor:
            for table in connections[name].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                for row in cursor.fetchall():
                    yield from ((table, plain(value)) for value in row)
    for path in Path(settings.HOME).rglob("*"):
        if path.is_file():
            yield path.name, plain(path.read_bytes())


def plain(value: object) -> str:
    """A value as somebody with the keys could read it: escapes of JSON undone, encrypted text and files in clear."""
    if isinstance(value, bytes | memoryview):
        return opened(bytes(value)) or bytes(value).decode("utf-8", "replace")
    text = str(value)
    if re.fullmatch(r"[A-Za-z0-9+/]{36,}={0,2}", text):
        return opened(base64.b64decode(text + "==")) or text
    return text.encode().decode("unicode_escape", "replace") if "\\u" in text else text


def opened(content: bytes) -> str:
    try:
        return decrypt(content).decode("utf-8", "replace")
    except InvalidTag:
        return ""


def found(words: tuple[str, ...]) -> set[tuple[str, str]]:
    """(word, where) of everything that can still be read anywhere."""
    return {(word, where) for where, text in texts() for word in words if word.casefold() in text.casefold()}


def models() -> list[type[Model]]:
    return [apps.get_model(label) for label in sorted(cases.TABLES)]


@pytest.fixture
def person(region: Region) -> Person:
    return complete_case.make(region)


@pytest.fixture
def steering(region: Region) -> Actor:
    secretariat = Organisation.objects.create(kind="secretariat", name="Sekretariatet")
    Partnership.objects.get().organisations.add(secretariat)
    return region.actor("steering_member", at=secretariat)


def test_the_case_fills_every_table_that_a_case_may_fill(person: Person) -> None:
    assert [model._meta.label for model in models() if not model._default_manager.exists()] == []
    assert {word for word, _ in found(SOUGHT)} == set(SOUGHT)
    assert found((cpr_lookup(complete_case.CPR),))


def test_nothing_can_be_read_of_the_case_anywhere_after_its_day(region: Region, person: Person) -> None:
    sought = (*SOUGHT, cpr_lookup(complete_case.CPR), "ÆZØQ")
    services.run(now=DUE)
    assert found(sought) == set()
    assert not Person.objects.filter(pk=person.pk).exists()
    assert Person.objects.get().given_name == "Farhad"  # the relative's own case is untouched, and tied to nobody
    assert not FamilyLink.objects.exists()


def test_no_row_points_to_the_person_but_the_two_logs_with_their_own_periods(region: Region, person: Person) -> None:
    services.run(now=DUE)
    pointing = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.attname in ("person_id", "target_id")
        if model._default_manager.using(alias() if model is ReadSubject else "default")
        .filter(**{field.attname: person.pk})
        .exists()
    }
    assert pointing == {"accounts.AuditEntry.person_id", "accounts.ReadSubject.person_id"}
    services.run(now=DUE + timedelta(days=4000))
    assert not AuditEntry.objects.filter(person_id=person.pk).exists()
    assert not ReadSubject.objects.using(alias()).filter(person_id=person.pk).exists()


def test_the_log_of_look_ups_keeps_that_a_citizen_read_and_not_the_name(region: Region, person: Person) -> None:
    services.run(now=DUE)
    assert list(ReadEvent.objects.using(alias()).values_list("actor_name", "role")) == [("–", "citizen")]


def test_the_day_before_everything_is_still_there(region: Region, person: Person) -> None:
    services.run(now=DUE - timedelta(days=1))
    assert Person.objects.filter(pk=person.pk).exists()
    assert Placement.objects.filter(person=person, end_words="Flytter tættere på arbejdet").exists()


def test_a_case_opened_again_before_the_day_stays(region: Region, person: Person) -> None:
    people.reopen_case(
        person_id=person.pk, version=person.version, actor=region.actor("caseworker"), now=DUE - timedelta(days=1)
    )
    services.run(now=DUE + timedelta(days=2000))
    assert Person.objects.filter(pk=person.pk, given_name="Zulaykha").exists()


def test_a_held_case_stays_with_its_lines_in_both_logs_until_the_hold_ends(region: Region, person: Person) -> None:
    ends = DUE.date() + timedelta(days=5000)
    people.hold_case(
        person_id=person.pk, reason="court_case", ends_before=ends, actor=region.actor("team_leader"), now=DUE
    )
    late = DUE + timedelta(days=4999)
    services.run(now=late)
    assert Placement.objects.filter(person=person).count() == 1
    assert Proposal.objects.filter(person=person).count() == 2  # the one that came to nothing is part of the case
    assert AuditEntry.objects.filter(person_id=person.pk).exists()
    assert ReadSubject.objects.using(alias()).filter(person_id=person.pk).exists()
    services.run(now=late + timedelta(days=1))
    assert not LegalHold.objects.exists()
    assert not Person.objects.filter(pk=person.pk).exists()


def test_figures_of_the_past_are_what_they_were(
    region: Region, person: Person, steering: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "LEAST", 1)  # show every count: it is the numbers that are compared
    before = figures.of_partnership(actor=steering)
    services.run(now=DUE)
    assert not Placement.objects.exists()
    assert not Proposal.objects.exists()
    assert figures.of_partnership(actor=steering) == before
    assert StayCount.objects.values_list("outcome", "number").get() == ("ordinary_job_here", 1)
    assert set(ProposalCount.objects.values_list("status", "number")) == {("chosen", 1), ("declined_by_citizen", 1)}


def test_a_batch_is_one_line_of_the_audit_log_with_numbers_and_no_person(region: Region, person: Person) -> None:
    services.run(now=DUE)
    entry = AuditEntry.objects.get(action="retention.delete", target="retention:case")
    assert (entry.actor_name, entry.role, entry.person_id) == ("retention", "system", None)
    assert entry.facts["period"] == "closed_case"
    rows = entry.facts["rows"]
    assert (rows["people.Person"], rows["placements.Placement"], rows["pathways.Contact"]) == (1, 1, 1)


def test_a_dry_run_tells_the_day_and_the_number_and_touches_nothing(region: Region, person: Person) -> None:
    near = DUE.date() - timedelta(days=10)
    told = {(each.kind.name, each.on): each.number for each in due.coming(today=near, ahead=due.AHEAD)}
    assert told["case", DUE.date()] == 1
    assert Person.objects.filter(pk=person.pk).exists()
    own = due.coming(today=near, ahead=due.AHEAD, organisation_id=region.fredensborg.pk)
    assert "case" not in {each.kind.name for each in own}
