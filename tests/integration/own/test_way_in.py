"""In without MitID: a link one way, a code another, both the citizen's own; wrong codes end both."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.integration.own.conftest import WEDNESDAY
from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, ReadSubject, Unit, User
from tovholder.pathways import way_in_services as services
from tovholder.pathways.models import OwnChannel, OwnWayIn
from tovholder.people.models import Person
from tovholder.people.queries import NoSuchPerson

PAPER = {"kind": "paper", "value": "", "check_how": "seen_with_papers"}
PHONE = {"kind": "phone", "value": "+45 20 30 40 50", "check_how": "answered_call"}


@pytest.fixture
def sara(region: Region, caseworker: Membership) -> Person:
    """Somebody nobody has let in yet."""
    return region.person("Sara", contact=caseworker, phone="20 30 40 50")


@pytest.fixture
def mikkel(caseworker: Membership) -> Actor:
    return accounts.actor_of(caseworker)


def verified(person: Person, actor: Actor, *channels: dict[str, str]) -> None:
    for channel in channels:
        services.verify_channel(person_id=person.pk, actor=actor, now=WEDNESDAY, **channel)


@pytest.fixture
def link(sara: Person, mikkel: Actor) -> str:
    verified(sara, mikkel, PAPER, PHONE)
    return services.make_link(person_id=sara.pk, link_by="paper", actor=mikkel, now=WEDNESDAY)


def address(token: str) -> str:
    return f"/borger/mit/ind/{token}/"


def test_a_link_on_paper_and_a_code_by_telephone_lead_to_the_own_page(
    desk: Client, sara: Person, settings: object
) -> None:
    case = f"/borgersider/{sara.pk}/"
    for told in (PAPER, PHONE):
        assert desk.post(f"{case}vej/", told | {"phone": told["value"]}).status_code == 302
    page = desk.post(f"{case}link/", {"link_by": "paper"}).text
    way = re.search(r"/borger/mit/ind/[\w-]{43}/", page)
    assert way is not None
    page = desk.post(f"{case}kode/", {"code_by": "phone"}).text
    code = re.search(r"<code>(\d{6})</code>", page)
    assert code is not None
    assert code[1] not in desk.get(case).text  # shown once

    settings.DEMO = False  # type: ignore[attr-defined]
    phone = Client()
    asked = phone.get(way[0]).text
    assert "Helsingør Kommune" in asked
    assert "Sara" not in asked
    arabic = code[1].translate({ord(str(number)): chr(0x660 + number) for number in range(10)})
    assert phone.post(way[0], {"code": arabic}, follow=True).redirect_chain[-1][0] == "/borger/"
    assert "Hej Sara" in phone.get("/borger/").text
    assert AuditEntry.objects.filter(action="way_in.sign_in", person_id=sara.pk).count() == 1
    for way_in in ("mfa_index", "mfa_add_webauthn", "mfa_activate_totp", "account_set_password"):
        assert phone.get(reverse(way_in)).status_code == 403  # it would outlive the link
    told = phone.get("/borger/hvem-har-set/").text
    assert "Der blev lavet et nyt link til dine sider" in told
    assert "Nogen gik ind med link og kode" in told
    assert Client().post(way[0], {"code": code[1]}).status_code == 422  # used up
    settings.DEMO = True  # type: ignore[attr-defined]
    assert desk.post(f"{case}luk/").status_code == 302
    assert phone.get("/borger/").status_code == 302  # and whoever came in is out


@pytest.mark.parametrize("where", ["in the case", "as a channel"])
def test_a_number_somebody_else_has_is_refused_in_one_line(
    region: Region, desk: Client, sara: Person, mikkel: Actor, where: str
) -> None:
    other = region.person("Bror")
    if where == "as a channel":
        Person.objects.filter(pk=sara.pk).update(phone="")
        verified(other, mikkel, PHONE)
    else:
        Person.objects.filter(pk=other.pk).update(phone="0045 2030-4050")
    page = desk.post(f"/borgersider/{sara.pk}/vej/", PHONE | {"phone": PHONE["value"]})
    assert page.status_code == 422
    assert "En anden har også dette nummer" in page.text
    assert "Bror" not in page.text
    assert not OwnChannel.objects.filter(person=sara).exists()


@pytest.mark.parametrize("protected", [False, True])
@pytest.mark.parametrize("where", ["in the case", "as a channel"])
def test_that_somebody_of_another_municipality_has_a_number_is_not_told(
    region: Region, desk: Client, sara: Person, where: str, protected: bool
) -> None:
    other = region.person("Sought", at=region.fredensborg, protected=protected)
    if where == "as a channel":
        Person.objects.filter(pk=sara.pk).update(phone="")
        there = region.actor("caseworker", at=region.fredensborg)
        services.verify_channel(person_id=other.pk, actor=there, now=WEDNESDAY, **PHONE)
    else:
        Person.objects.filter(pk=other.pk).update(phone="0045 2030-4050")
    answers = [
        desk.post(f"/borgersider/{sara.pk}/vej/", {"kind": "phone", "phone": number, "check_how": "answered_call"})
        for number in ("20304050", "60708090")
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    for by in ("phone", "paper"):
        services.verify_channel(
            person_id=sara.pk, actor=region.actor("caseworker"), now=WEDNESDAY, **(PHONE if by == "phone" else PAPER)
        )
    services.make_link(person_id=sara.pk, link_by="paper", actor=region.actor("caseworker"), now=WEDNESDAY)
    services.make_code(person_id=sara.pk, code_by="phone", actor=region.actor("caseworker"), now=WEDNESDAY)


def test_to_be_told_that_another_has_a_number_stands_in_their_log_and_ends_after_the_usual_number(
    region: Region, signed_in: Callable[[Membership], Client], sara: Person, caseworker: Membership
) -> None:
    other = region.person("Bror", phone="60 70 80 90")
    Membership.objects.filter(pk=caseworker.pk).update(scope="caseload")  # the brother is not in reach
    staff, told = signed_in(caseworker), {"kind": "phone", "check_how": "answered_call"}
    answers = [staff.post(f"/borgersider/{sara.pk}/vej/", told | {"phone": "60708090"}) for _each in range(16)]
    assert "En anden har også dette nummer" in answers[14].text
    assert "En anden har også dette nummer" not in answers[15].text
    assert "Prøv igen om 60 minutter" in answers[15].text
    looks = ReadSubject.objects.filter(person_id=other.pk, event__allowed=False)
    assert looks.count() == 15
    assert staff.post(f"/borgersider/{sara.pk}/vej/", told | {"phone": "10203040"}).status_code == 422


def test_the_code_never_goes_the_way_of_the_link_nor_one_nobody_made_sure_of(
    sara: Person, mikkel: Actor, link: str
) -> None:
    verified(sara, mikkel, {"kind": "email", "value": "sara@post.example", "check_how": "answered_letter"})
    services.make_link(person_id=sara.pk, link_by="email", actor=mikkel, now=WEDNESDAY)
    for by, code in (
        ("email", "way_in.same_way"),
        ("digital_post", "way_in.not_verified"),
        ("paper", "way_in.cannot_carry"),
    ):
        with pytest.raises(NotAllowed, match=code):
            services.make_code(person_id=sara.pk, code_by=by, actor=mikkel, now=WEDNESDAY)


def test_a_way_told_twice_is_one_and_the_link_that_goes_it_still_holds(sara: Person, mikkel: Actor, link: str) -> None:
    verified(sara, mikkel, PAPER, PHONE, PHONE | {"value": "+45 20304050"})
    assert OwnChannel.objects.count() == 2
    assert OwnWayIn.objects.get().withdrawn_at is None
    another = PHONE | {"value": "60 70 80 90"}
    verified(sara, mikkel, another)
    assert OwnChannel.objects.filter(ended_on__isnull=True).count() == 2
    assert OwnChannel.objects.count() == 3


def test_a_new_link_names_the_one_it_ends_and_the_contact_is_told_of_it(
    region: Region, sara: Person, desk: Client, signed_in: Callable[[Membership], Client], link: str
) -> None:
    assert "Links til borgeres sider" not in desk.get("/min-dag/").text
    colleague = region.member("caseworker", initials="BO")
    page = signed_in(colleague).post(f"/borgersider/{sara.pk}/link/", {"link_by": "paper"}).text
    assert "Linket, som caseworker MI lavede den 04.03.2026, er holdt op med at virke" in page
    day = desk.get("/min-dag/").text
    assert "caseworker BO lavede et link til borgerens sider" in day
    assert f"/borgersider/{sara.pk}/" in day


def test_a_number_that_became_somebody_elses_later_carries_no_code(
    region: Region, sara: Person, mikkel: Actor, link: str
) -> None:
    region.person("Barn", phone="20304050")
    with pytest.raises(NotAllowed, match=r"channel\.shared"):
        services.make_code(person_id=sara.pk, code_by="phone", actor=mikkel, now=WEDNESDAY)


def test_one_way_is_not_enough_for_a_link(sara: Person, mikkel: Actor) -> None:
    verified(sara, mikkel, PAPER)
    with pytest.raises(NotAllowed, match=r"way_in\.needs_another_way"):
        services.make_link(person_id=sara.pk, link_by="paper", actor=mikkel, now=WEDNESDAY)


def test_five_wrong_codes_end_the_code_and_fifteen_the_link(sara: Person, mikkel: Actor, link: str) -> None:
    for turn in range(3):
        code = services.make_code(person_id=sara.pk, code_by="phone", actor=mikkel, now=WEDNESDAY)
        wrong = "000000" if code != "000000" else "111111"
        left = [services.try_code(token=link, code=wrong, now=WEDNESDAY).left for _ in range(5)]
        assert left == [4, 3, 2, 1, 0]
        if turn < 2:
            assert services.try_code(token=link, code=code, now=WEDNESDAY).membership is None
    assert OwnWayIn.objects.get().withdrawn_at == WEDNESDAY
    assert Client().get(address(link)).status_code == 404


def test_the_page_says_the_same_of_a_wrong_code_whether_one_is_alive_or_dead(
    sara: Person, mikkel: Actor, link: str
) -> None:
    def told() -> str:
        page = Client().post(address(link), {"code": "000000"}).text.split("<h1>")[1]
        return re.sub(r'value="[^"]*"', "", page)

    dead = told()
    code = services.make_code(person_id=sara.pk, code_by="phone", actor=mikkel, now=WEDNESDAY)
    assert code != "000000"
    alive = told()
    assert "Koden er forkert" in alive or "Koden er ikke rigtig" in alive
    assert "gange mere" not in alive
    assert alive == dead


def test_an_old_code_an_old_link_and_a_lost_telephone_let_nobody_in(
    sara: Person, mikkel: Actor, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = services.make_code(person_id=sara.pk, code_by="phone", actor=mikkel, now=WEDNESDAY)
    later = WEDNESDAY + timedelta(hours=24)
    assert services.try_code(token=link, code=code, now=later).membership is None
    services.end_channel(person_id=sara.pk, kind="phone", actor=mikkel, now=WEDNESDAY)
    assert services.try_code(token=link, code=code, now=WEDNESDAY).membership is None
    user = User.objects.get(pk=Person.objects.get(pk=sara.pk).login_id)
    user.set_password("set by whoever came in")
    user.save()
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    monkeypatch.setattr(timezone, "now", lambda: WEDNESDAY + timedelta(days=90))
    assert "Linket virker ikke mere" in Client().get(address(link)).text
    services.withdraw_link(person_id=sara.pk, actor=mikkel, now=WEDNESDAY)
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert not Authenticator.objects.exists()


def test_another_municipality_makes_no_way_in(region: Region, sara: Person) -> None:
    with pytest.raises(NoSuchPerson):
        verified(sara, region.actor("caseworker", at=region.fredensborg), PAPER)


def test_who_does_not_work_in_the_case_makes_no_way_in_and_does_not_see_the_page(
    region: Region, sara: Person, mikkel: Actor, signed_in: Callable[[Membership], Client], link: str
) -> None:
    elsewhere = Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="employment")
    karen = region.member("company_consultant", initials="KH")
    Membership.objects.filter(pk=karen.pk).update(unit=elsewhere)
    Person.objects.filter(pk=sara.pk).update(unit=region.unit)
    karen.refresh_from_db()
    outside, actor = signed_in(karen), accounts.actor_of(karen)
    case = f"/borgersider/{sara.pk}/"
    assert outside.get(case).status_code == 404
    assert case not in outside.get(f"/borgere/{sara.pk}/").text
    for step, told in (("vej", PHONE | {"phone": "20 99 99 99"}), ("link", {"link_by": "paper"}), ("luk", {})):
        assert outside.post(f"{case}{step}/", told).status_code == 404
    for refused in (
        lambda: services.make_link(person_id=sara.pk, link_by="paper", actor=actor, now=WEDNESDAY),
        lambda: services.make_code(person_id=sara.pk, code_by="phone", actor=actor, now=WEDNESDAY),
        lambda: services.verify_channel(person_id=sara.pk, actor=actor, now=WEDNESDAY, **PHONE),
        lambda: services.withdraw_link(person_id=sara.pk, actor=actor, now=WEDNESDAY),
    ):
        with pytest.raises(NotAllowed, match=r"person\.not_within_case"):
            refused()
    assert OwnWayIn.objects.get(person=sara).withdrawn_at is None
