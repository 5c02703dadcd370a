"""The language is changed in the middle of a form: the page comes again with what was written, and nothing is done."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.companies.models import JobOrder
from tovholder.pathways.models import Enquiry
from tovholder.people.models import Person
from tovholder.web.shared import another_language, written_in
from tovholder.web.shared.rules_of_views import page_at

SignedIn = Callable[[Membership], Client]
HERE = {"Origin": "http://testserver"}
WRITTEN = 'To mand til "køkkenet" <b>nu</b> & her'


@pytest.fixture
def browser(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.member("company_consultant"))


def _take(region: Region) -> str:
    return f"/jobordrer/ny/?virksomhed={region.company.pk}"


def test_the_button_of_a_language_belongs_to_the_pages_form(browser: Client, region: Region) -> None:
    page = browser.get(_take(region)).text
    button = next(one for one in re.findall(r"<button[^>]*>", page) if 'value="en"' in one)
    form = re.search(r'form="([^"]+)" formaction="([^"]+)" formmethod="post" formnovalidate', button)
    assert form is not None
    assert form[2] == _take(region)
    assert re.search(rf'<main.*<form[^>]*id="{form[1]}"', page, re.DOTALL)
    assert 'name="in_language"' in button


def test_the_words_stand_in_the_page_in_the_other_language_and_nothing_is_written(
    browser: Client, region: Region
) -> None:
    before = AuditEntry.objects.count()
    told = {"in_language": "en", "unit": str(region.workplace.pk), "words": WRITTEN, "places": "3", "request_key": "k"}
    answer = browser.post(_take(region), told, headers=HERE)
    assert (answer.status_code, JobOrder.objects.exists(), AuditEntry.objects.count()) == (200, False, before)
    assert "What does the company need" in answer.text
    assert "\nTo mand til &quot;køkkenet&quot; &lt;b&gt;nu&lt;/b&gt; &amp; her</textarea>" in answer.text
    assert re.search(r'<input[^>]*name="places"[^>]*value="3"', answer.text)
    assert re.search(r'<input[^>]*name="request_key"[^>]*value="k"', answer.text)
    assert "What does the company need" in browser.get(_take(region)).text
    assert int(answer.get("Content-Length", len(answer.content))) == len(answer.content)


def test_after_a_refused_step_its_page_comes_with_the_words(browser: Client, region: Region) -> None:
    order = region.order(owner=None)
    step = f"/jobordrer/{order.pk}/traek-tilbage/"
    refused = browser.post(step, {"version": order.version, "words": ""}, headers=HERE)
    assert refused.status_code == 422
    assert f'data-to="/jobordrer/{order.pk}/"' in refused.text
    assert f'name="next" value="/jobordrer/{order.pk}/"' in refused.text
    told = {"in_language": "en", "version": str(order.version), "words": WRITTEN}
    answer = browser.post(f"/jobordrer/{order.pk}/", told, headers=HERE)
    assert answer.status_code == 200
    assert "&lt;b&gt;nu&lt;/b&gt; &amp; her</textarea>" in answer.text
    order.refresh_from_db()
    assert order.status == "open"


def test_a_step_that_is_opened_from_its_own_refusal_leads_back_to_a_page(browser: Client, region: Region) -> None:
    step = f"/jobordrer/{region.order().pk}/traek-tilbage/"
    answer = browser.get(step, headers={"Referer": f"http://testserver{step}"})
    assert answer.status_code == 405
    assert re.search(r'href="/jobordrer/\d+/">Tilbage', answer.text)


def test_words_that_no_form_of_the_page_takes_are_given_back(browser: Client, region: Region) -> None:
    told = {"in_language": "en", "elsewhere": WRITTEN}
    answer = browser.post(_take(region), told, headers=HERE)
    assert answer.status_code == 200
    assert "The language is changed" in answer.text
    assert "&lt;b&gt;nu&lt;/b&gt;" in answer.text


def test_words_given_back_to_somebody_signed_out_follow_into_the_other_language(region: Region) -> None:
    address = f"/borgere/{region.person().pk}/samtale/"
    told = {"kind": "talk", "words": WRITTEN}
    late = Client().post(address, told, headers=HERE)
    assert late.status_code == 403
    button = next(one for one in re.findall(r"<button[^>]*>", late.text) if 'value="en"' in one)
    to = re.search(r'form="being-written" formaction="([^"]+)"', button)
    assert to is not None
    answer = Client().post(to[1], told | {"in_language": "en"}, headers=HERE)
    assert answer.status_code == 200
    assert "The language is changed" in answer.text
    assert "&lt;b&gt;nu&lt;/b&gt;" in answer.text


def test_another_site_fills_in_no_form_and_does_no_step(browser: Client, region: Region) -> None:
    told = {"in_language": "en", "unit": str(region.workplace.pk), "words": WRITTEN, "places": "3", "request_key": "k"}
    answer = browser.post(_take(region), told, headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, "køkkenet" in answer.text, JobOrder.objects.exists()) == (200, False, False)
    assert "Hvad mangler virksomheden" in answer.text


def test_a_citizens_words_are_kept_in_an_own_language(region: Region, signed_in: SignedIn) -> None:
    person, citizen = region.person("Amina", contact=region.member("caseworker")), region.member("citizen")
    Person.objects.filter(pk=person.pk).update(login=citizen.user)
    own = signed_in(citizen)
    told = {"in_language": "ar", "kind": "talk", "words": WRITTEN}
    answer = own.post("/borger/mit/skriv/", told, headers=HERE)
    assert answer.status_code == 200
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert "&lt;b&gt;nu&lt;/b&gt; &amp; her</textarea>" in answer.text
    assert not Enquiry.objects.exists()


def test_of_several_forms_the_refused_one_or_the_pages_own_goes_along() -> None:
    other = '<form method="post" action="/elsewhere/"><textarea name="w"></textarea></form>'
    own, refused = (
        '<form method="post"><textarea name="w"></textarea></form>',
        other.replace("name", "aria-invalid name"),
    )
    chosen = {
        other: other,
        other + own: own,
        other + own + refused: refused,
        other + other: None,
        own + own: None,
    }
    for page, form in chosen.items():
        found = another_language._the_one(written_in.forms_of(f"<main>{page}"), "/here/")
        start = found.start - len("<main>") if found else None
        assert start == (page.index(form) if form else None), page


def test_the_page_of_a_step_is_the_nearest_above_that_opens() -> None:
    assert page_at("/forlob/5/end/") == "/forlob/5/"
    assert page_at("/jobordrer/ny/") == "/jobordrer/ny/"
    assert page_at("/findes/ikke/") == "/findes/ikke/"


def test_each_field_of_a_form_takes_its_own() -> None:
    page = """<main><form method="post"><input name="old" type="hidden" value="1"><input type="password" name="p">
    <input type="checkbox" name="c" value="a" checked><input type="checkbox" name="c" value="b">
    <select name="s"><option value="1" selected>en</option><option value="2">to</option></select>
    <input name="t" value="før"><textarea name="w">
før</textarea></form><form method="post"><input name="old" type="hidden" value="2">
    <textarea name="w"></textarea></form>"""
    told = {"old": ["1"], "c": ["b"], "s": ["2"], "t": ['"'], "w": ["ny"], "p": ["hemmelig"]}
    filled = written_in.refilled(page, {name: each for name, each in told.items() if name != "p"})
    assert '<input type="checkbox" name="c" value="a">' in filled
    assert '<input type="checkbox" name="c" value="b" checked>' in filled
    assert '<option value="2" selected>' in filled
    assert '<option value="1">' in filled
    assert '<input name="t" value="&quot;">' in filled
    assert filled.count("\nny</textarea>") == 1
    assert written_in.refilled(page, told) == ""  # no field takes a password back: nothing is half filled
    second = written_in.refilled(page, {"old": ["2"], "w": ["ny"]})
    assert second.index("\nny</textarea>") > second.index('value="2"')
