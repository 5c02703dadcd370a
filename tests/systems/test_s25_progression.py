"""S25, In goal with integration, as far as it measures progression: room for a sheet of BIP's size, 9 questions to the
citizen and 11 to the caseworker, held by a secretariat for all who work together. The questions here are invented."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import TODAY, Region
from tovholder.accounts.models import Membership, Organisation, Partnership
from tovholder.pathways import progress_instrument_queries, progress_sheet
from tovholder.pathways.models import Instrument, InstrumentVersion
from tovholder.web.staff import progress_forms

SignedIn = Callable[[Membership], Client]


def bip_like() -> dict[str, str]:
    told = {"title": "Som BIP", "scale": "1\n2\n3\n4\n5"}
    for number in range(1, 21):
        who = "citizen" if number <= 9 else "caseworker"
        told |= {f"words_{number}": f"Spørgsmål nummer {number}?", f"who_{number}": who}
        told[f"short_{number}"] = f"Akse {number if number <= 9 else number - 9}"
    return told | {"belief_20": "on", "short_20": "Egen tro"}


@pytest.fixture
def coordinator(region: Region) -> Membership:
    secretariat = Organisation.objects.create(kind="secretariat", name="Sekretariatet")
    Partnership.objects.get(name="Nord").organisations.add(secretariat)
    return region.member("coordinator", at=secretariat)


def test_s25_a_sheet_of_9_and_11_questions_is_entered_once_and_offered_to_all_who_work_together(
    region: Region, signed_in: SignedIn, coordinator: Membership
) -> None:
    assert signed_in(coordinator).post("/progression/skemaer/nyt/", bip_like()).status_code == 302
    alone = Organisation.objects.create(kind="municipality", name="Alene")
    for at, sees in ((region.helsingor, True), (region.fredensborg, True), (alone, False)):
        offered = progress_instrument_queries.offered(at.pk, on=TODAY)
        assert ("Som BIP" in [each.sheet.name("da") for each in offered]) is sees
    sheet = progress_sheet.from_json(InstrumentVersion.objects.get().content)
    assert (len(sheet.of("citizen")), len(sheet.of("caseworker"))) == (9, 11)
    assert [question.code for question in sheet.questions if question.belief] == ["q20"]
    assert len({question.axis for question in sheet.questions if not question.belief}) == 10
    change = f"/progression/skemaer/{Instrument.objects.get().pk}/ret/"
    assert signed_in(region.member("team_leader")).get(change).status_code == 404


def test_s25_a_translation_is_marked_as_machine_made_and_changes_no_meaning(
    region: Region, signed_in: SignedIn, coordinator: Membership
) -> None:
    browser = signed_in(coordinator)
    browser.post("/progression/skemaer/nyt/", bip_like())
    before = progress_sheet.from_json(InstrumentVersion.objects.get().content)
    address = f"/progression/skemaer/{Instrument.objects.get().pk}/sprog/ar/"
    browser.post(address, {"version": 1, "machine": "on", "words_q1": "سؤال رقم ١"})
    after = progress_sheet.from_json(InstrumentVersion.objects.get().content)
    assert after.questions[0].label("ar") == "سؤال رقم ١"
    assert after.questions[1].label("ar") == "Spørgsmål nummer 2?"
    assert after.machine == ("ar",)
    assert after.means_the_same(before, "q1")
    kept = progress_forms.InstrumentForm(progress_forms.initial_of(after) | {"words_2": "Andet?"})
    assert kept.is_valid()
    assert kept.sheet(after).questions[0].label("ar") == "سؤال رقم ١"
