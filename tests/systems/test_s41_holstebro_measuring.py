"""S41, Flygtninge i Uddannelse, as far as it measures: criteria for the young (Danish, English, will) as a sheet
that is entered, answered at the start and followed until after it (S41-1, S41-3)."""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.pathways import progress_queries
from tovholder.pathways.models import Instrument, Measurement

SignedIn = Callable[[Membership], Client]
# The three of the seed, in invented words.
CRITERIA = ("Dansk: følger undervisningen", "Engelsk: læser en kort tekst", "Vil selv i uddannelse")


def test_s41_1_criteria_are_a_sheet_answered_at_the_start_and_after_without_becoming_one_number(
    region: Region, signed_in: SignedIn
) -> None:
    told = {"title": "Klar til uddannelse", "scale": "Ikke endnu\nPå vej\nKlar"}
    for number, words in enumerate(CRITERIA, start=1):
        short = words.split(":")[0].split()[0]
        told |= {f"words_{number}": words, f"short_{number}": short, f"who_{number}": "caseworker"}
    signed_in(region.member("team_leader")).post("/progression/skemaer/nyt/", told)
    sheet, amina = Instrument.objects.get(), region.person("Amina", contact=region.member("caseworker"))
    browser = signed_in(region.member("caseworker"))
    for moment, values in (("start", "121"), ("after", "332")):
        begin = {"choice": str(sheet.pk), "how": "caseworker", "moment": moment, "second": "da"}
        address = browser.post(f"/progression/borger/{amina.pk}/begynd/", begin)["Location"]
        answers = {f"q{number}": value for number, value in enumerate(values, start=1)}
        browser.post(address, answers | {"version": "1", "send": "1"})
    assert list(Measurement.objects.order_by("pk").values_list("moment", flat=True)) == ["start", "after"]
    way = progress_queries.of_case(amina.pk, actor=region.actor("caseworker"), on=timezone.localdate()).ways[0]
    assert [[given.value for given in line.by_caseworker] for line in way.lines] == [[1, 3], [2, 3], [1, 2]]
    page = browser.get(f"/progression/borger/{amina.pk}/").text
    assert "Bagefter, i job eller uddannelse" in page
    assert "Få svar (2): +2 trin" in page
    assert "I alt" not in page.split("<main")[1]
