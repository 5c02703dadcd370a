"""What the product asks of companies stands in the ledger, and goes out of it with the answer; it names no citizen."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.proposals.matching import fitting, need
from tests.integration.region import Region
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies import desk_queries
from tovholder.companies.models import CompanyAsk, CompanyContactEvent, MunicipalService
from tovholder.proposals import queries as proposals
from tovholder.proposals import services
from tovholder.proposals.models import Proposal


@pytest.mark.parametrize(
    ("answer", "reason", "told"),
    [("interview", "", "yes"), ("chosen", "", "yes"), ("not_chosen", "other", "no")],
)
def test_a_candidate_shown_to_the_company_waits_in_the_ledger_until_it_answers(
    region: Region, answer: str, reason: str, told: str
) -> None:
    now, actor = timezone.now(), region.actor("company_consultant")
    order, person = need(region), fitting(region, "Amina")
    proposal = Proposal.objects.create(
        order=order, person=person, organisation=region.helsingor, status="accepted_by_citizen", created_at=now,
        pseudonym=proposals.pseudonym(order, person.pk), proposed_by=region.member("company_consultant"),
        touched_at=now, citizen_accepted_at=now, caseworker_accepted_at=now,
    )  # fmt: skip
    services.show_to_company(proposal_id=proposal.pk, version=1, actor=actor, now=now)
    ask = CompanyAsk.objects.get()
    assert (ask.kind, ask.company, ask.words, ask.answered_at) == ("candidate", region.company, order.title, None)
    assert person.given_name not in ask.words
    services.company_answers(proposal_id=proposal.pk, version=2, actor=actor, answer=answer, reason=reason, now=now)
    ask.refresh_from_db()
    assert (ask.answer, ask.answered_at) == (told, now)


def test_one_block_asks_one_question_whatever_lies_there(
    region: Region, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    actor = region.actor("company_consultant")
    for number in range(3):
        CompanyAsk.objects.create(
            company=region.company, organisation=region.helsingor, kind="call", key=f"k{number}",
            asked_at=timezone.now(),
        )  # fmt: skip
    with django_assert_num_queries(1):
        found = desk_queries.burden(region.company.pk, actor=actor, now=timezone.now())
    assert (found.asked, found.unanswered, found.promises_open) == (3, 3, 0)


def test_a_company_of_another_partnership_shows_no_words_of_ours(
    region: Region, signed_in: Callable[[Membership], Client]
) -> None:
    """The numbers of the ledger are everybody's, what was said is the partnership's."""
    odense = Organisation.objects.create(kind="municipality", name="Odense Kommune", municipality_code="0461")
    CompanyContactEvent.objects.create(
        company=region.company, organisation=region.helsingor, kind="call", held_on=timezone.localdate(),
        made_at=timezone.now(), words="Kun for os",
    )  # fmt: skip
    MunicipalService.objects.create(organisation=region.helsingor, name="Elevplads", changed_at=timezone.now())
    browser = signed_in(region.member("company_consultant", at=odense))
    assert "Kun for os" not in browser.get(f"/kontakt/virksomhed/{region.company.pk}/").content.decode()
    assert "Elevplads" not in browser.get("/kontakt/tilbud/").content.decode()
