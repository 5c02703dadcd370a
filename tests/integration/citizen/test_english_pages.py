"""A citizen who reads English meets no Danish of ours: only names, and what somebody wrote in own words."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

from tests.integration.proposals.matching import fitting, need, shared
from tests.integration.region import NOW, Region
from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts import readlog
from tovholder.accounts.models import Membership
from tovholder.proposals.models import Proposal
from tovholder.web.shared import concepts

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
# Titles as a company may write them: the occupation's name in Danish, in English, and words of its own.
TITLES = {"Rengøringsassistent": "Cleaner", "Cleaner": "Cleaner", "Rengøring på hotel": "Rengøring på hotel"}


def danish_of_ours() -> set[str]:
    """Every Danish text of the catalogues, the lists and the vocabulary that reads otherwise in English."""
    found: dict[str, str] = {}
    for name in parameters.list_names():
        found |= {row.label("da"): row.label("en") for row in parameters.terms(name)}
    for path in settings.LOCALE_PATHS[0].parent.glob("*/da/LC_MESSAGES/django.po"):
        with path.open("rb") as written:
            catalogue = read_po(written)
        found |= {each.string: each.id for each in catalogue if isinstance(each.string, str)}
    for kind in concepts.KINDS:
        found |= {concept.da: concept.en for concept in concepts.known(concepts.book(), kind).values()}
    english = {text.casefold() for text in found.values() if isinstance(text, str)}
    return {danish.casefold() for danish, other in found.items() if danish != other} - english - {""}


def texts(page: str) -> set[str]:
    """The pieces of text between the tags of a page's content, each whole."""
    content = page[page.index("<main") : page.index("</main>")]
    return {unescape(piece).strip().casefold() for piece in re.split(r"<[^>]*>|, | · ", content)} - {""}


@pytest.fixture
def browser(region: Region, signed_in: Callable[[Membership], Client]) -> Client:
    """Amina, shared, looked at, in a paused stay, with a proposal in every state she may be told of."""
    member, amina = region.member("citizen"), shared(fitting(region, "Amina"))
    amina.login = member.user
    amina.save(update_fields=["login"])
    region.stay(amina, status="interrupted", hours_unpaid=20, hours_paid=5)
    proposer = region.member("caseworker")
    for title in TITLES:
        Proposal.objects.create(
            order=need(region, title, kinds=["work_placement", "wage_subsidy_private"]),
            person=amina,
            organisation_id=amina.organisation_id,
            pseudonym=f"P{len(title)}",
            status="contacted",
            score=1,
            parts={},
            proposed_by=proposer,
            why="",
            created_at=NOW,
            touched_at=NOW,
        )
    readlog.write(actor=accounts.actor_of(proposer), route="staff:person", shown={amina.pk: "case"})
    return signed_in(member)


def test_no_page_of_a_citizen_keeps_danish_of_ours(browser: Client) -> None:
    pages = ["/borger/", "/borger/skemaer/", "/borger/hvem-har-set/"]
    pages += [f"/borger/forslag/{each.pk}/" for each in Proposal.objects.all()]
    ours = danish_of_ours()
    for address in pages:
        page = browser.get(address, **ENGLISH).text
        assert '<html lang="en"' in page
        assert not texts(page) & ours - {"dansk"}, address  # a language has its own name where one chooses it


@pytest.mark.parametrize(("title", "told"), TITLES.items())
def test_a_title_out_of_the_vocabulary_is_told_in_the_readers_language(browser: Client, title: str, told: str) -> None:
    proposal = Proposal.objects.get(order__title=title)
    address = f"/borger/forslag/{proposal.pk}/"
    assert f"<h1>{told}</h1>" in browser.get(address, **ENGLISH).text
    danish = "Rengøringsassistent" if title == "Cleaner" else title
    assert f"<h1>{danish}</h1>" in browser.get(address, HTTP_ACCEPT_LANGUAGE="da").text
