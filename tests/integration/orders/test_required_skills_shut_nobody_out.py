"""Required skills are a part of the score: no page may promise that they shut anybody out."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import Membership

SignedIn = Callable[[Membership], Client]


@pytest.mark.parametrize(
    ("path", "truth", "claim"),
    [
        ("/jobordrer/{order}/profil/", "ingen lukkes ude", "lukker døren"),
        ("/vaegte/", "Krævede kompetencer lukker ingen ude", "Krav kommer først"),
    ],
)
def test_the_pages_say_what_shuts_people_out_and_that_skills_do_not(
    region: Region, signed_in: SignedIn, path: str, truth: str, claim: str
) -> None:
    order = region.order(taken_by=region.helsingor)
    page = signed_in(region.member("company_consultant")).get(path.format(order=order.pk)).text
    assert truth in page
    assert claim not in page
