"""Two look at the same proposal or order: the second one's explanation stays on the page, with how it stands now."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.proposals.test_from_proposal_to_choice import proposed
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.companies import order_services
from tovholder.companies.models import JobOrder
from tovholder.proposals import services
from tovholder.proposals.models import Proposal

SignedIn = Callable[[Membership], Client]
LONG = 'Virksomheden har ringet: de har fået "en anden", og <vi> skal prøve igen til foråret'
SHOWN = "Virksomheden har ringet: de har fået &quot;en anden&quot;, og &lt;vi&gt; skal prøve igen til foråret"


@pytest.fixture
def proposal(region: Region) -> Proposal:
    return proposed(region)


def _withdrawing(proposal: Proposal) -> dict[str, object]:
    return {"step": "withdraw", "version": proposal.version, "reason": "skills", "words": LONG}


def test_a_proposal_that_somebody_moved_shows_the_words_in_the_form_and_takes_them_again(
    region: Region, signed_in: SignedIn, proposal: Proposal
) -> None:
    caseworker = region.actor("caseworker", at=region.fredensborg)
    second, told = signed_in(region.member("company_consultant")), _withdrawing(proposal)
    services.contacted(proposal_id=proposal.pk, version=proposal.version, actor=caseworker, now=NOW)
    page = second.post(f"/forslag/{proposal.pk}/trin/", told)
    assert page.status_code == 409
    assert "Sådan står det nu" in page.text
    assert "Det, du skrev, står herunder" in page.text
    area = re.search(r"<textarea[^>]*>\n([^<]*)</textarea>", page.text)
    assert area is not None
    assert area[1] == SHOWN
    proposal.refresh_from_db()
    assert (proposal.status, f'value="{proposal.version}"' in page.text) == ("contacted", True)
    assert second.post(f"/forslag/{proposal.pk}/trin/", told | {"version": proposal.version}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.status == "withdrawn"


def test_words_for_a_step_that_is_not_open_any_more_can_be_copied(
    region: Region, signed_in: SignedIn, proposal: Proposal
) -> None:
    consultant = region.member("company_consultant")
    second, told = signed_in(consultant), _withdrawing(proposal)
    assert signed_in(consultant).post(f"/forslag/{proposal.pk}/trin/", told | {"words": "Først"}).status_code == 302
    page = second.post(f"/forslag/{proposal.pk}/trin/", told)
    assert page.status_code == 409
    assert re.search(rf"<textarea[^>]*readonly[^>]*>\n{re.escape(SHOWN)}</textarea>", page.text)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_an_order_that_somebody_changed_keeps_why_it_should_be_withdrawn(
    region: Region, signed_in: SignedIn, is_withdrawn: bool
) -> None:
    order = region.order()
    second = signed_in(region.member("company_consultant"))
    told = {"version": order.version, "words": LONG}
    if is_withdrawn:
        second.post(f"/jobordrer/{order.pk}/traek-tilbage/", told | {"words": "Først"})
    else:
        actor = region.actor("company_consultant")
        order_services.answer_order(order_id=order.pk, version=order.version, actor=actor, now=NOW)
    page = second.post(f"/jobordrer/{order.pk}/traek-tilbage/", told)
    assert page.status_code == 409
    assert f"\n{SHOWN}</textarea>" in page.text
    assert "Det, du skrev, står herunder" in page.text
    assert ("Først" in page.text) is is_withdrawn
    version = JobOrder.objects.get().version
    if not is_withdrawn:
        told["version"] = version
        assert f'name="version" value="{version}"' in page.text
        assert second.post(f"/jobordrer/{order.pk}/traek-tilbage/", told).status_code == 302
        assert JobOrder.objects.get().end_words == LONG
