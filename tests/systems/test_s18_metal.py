"""S18, labour for the metal industry: a questionnaire to metal companies whose answers steer who is called.

Here: S18-1, and of S18-4 the company's part, its answer that it would take part in a course and hire from it. S18-2
(whether a class can be filled in time) and S18-3 (calendars) belong to the rooms of courses, as does the rest of S18-4;
joint visits belong to the company desk."""

from collections.abc import Callable

from django.test import Client

from tests.integration.campaigns.scene import companies, contact_of, links_of, round_of
from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.companies.company_lists import Chosen
from tovholder.companies.models import SurveyReply

SignedIn = Callable[[Membership], Client]
# Company to its answers, in the order in which they should be called.
TOLD = {
    "Firma 0002": {"course": "yes", "placement": "yes", "hires_0": "Svejser", "hires_0_many": "4", "trouble": "very"},
    "Firma 0000": {"course": "yes", "trouble": "none"},
    "Firma 0001": {"course": "no", "placement": "no", "hires_0": "Smed", "hires_0_many": "1"},
    "Firma 0003": {"course": "yes", "hires_0": "Svejser", "hires_0_many": "9", "call": "no"},
}


def answered(region: Region) -> int:
    """A round to five metal companies, of whom four answer by the link in their letter."""
    for company in companies(5, industry="industry"):
        contact_of(company)
    found = round_of(region, questionnaire="metal", chosen=Chosen(industry="industry"))
    names = found.replies.order_by("pk").values_list("company__name", flat=True)
    tokens = dict(zip(names, links_of(region, found), strict=True))
    for name, told in TOLD.items():
        sent = {"token": tokens[name], "version": "1", "send": "1", **told}
        assert Client().post("/virksomhed/spoergeskema/svar/", sent).status_code == 302
    return found.pk


def test_s18_1_answers_are_stored_on_companies_and_ready_and_needing_ones_are_called_first_with_reasons(
    region: Region, signed_in: SignedIn
) -> None:
    found = answered(region)
    page = signed_in(region.member("company_consultant")).get(f"/kampagner/undersoegelser/{found}/kontakt/")
    words = page.content.decode()
    places = [words.index(name) for name in TOLD]
    assert places == sorted(places)
    assert "Regner med at ansætte 4." in words
    assert "Synes, det er meget svært at finde folk." in words
    assert "Har bedt om ikke at blive ringet op." in words
    assert "Firma 0004" not in words
    reply = SurveyReply.objects.get(company__name="Firma 0002")
    assert reply.company.survey_replies.get().answers["trouble"] == "very"


def test_s18_4_a_company_says_that_it_takes_part_in_a_course_and_hires_from_it(
    region: Region, signed_in: SignedIn
) -> None:
    found = answered(region)
    page = signed_in(region.member("company_consultant")).get(f"/kampagner/undersoegelser/{found}/kontakt/")
    assert (
        "Har svaret ja: “Vil I være med i et kursus for ledige, som I bagefter ansætter fra?”" in page.content.decode()
    )
    assert SurveyReply.objects.filter(answers__course="yes").count() == 3
