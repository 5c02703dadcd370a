"""S06, Høje-Taastrup: strategic projects of company and municipality, held day by day and answered for politically.

S06-1 (company corps) and S06-3 (policy targets) belong to other capabilities."""

from collections.abc import Callable

from django.test import Client

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.companies.models import SolutionPlan


def test_s06_2_a_strategic_project_has_an_owner_day_by_day_and_one_in_the_management(
    region: Region, signed_in: Callable[[Membership], Client]
) -> None:
    anna = region.member("company_consultant")
    browser, address = signed_in(anna), f"/kontakt/virksomhed/{region.company.pk}/plan/"
    told = {"kind": "strategic", "title": "Fælles fjernkøling", "words": "Sammen", "owner": str(anna.pk)}
    without = browser.post(address, told)
    assert (without.status_code, SolutionPlan.objects.count()) == (422, 0)
    browser.post(address, told | {"leader": "Erhvervschefen"})
    page = browser.get("/kontakt/planer/?slags=strategic").content.decode()
    assert "Fælles fjernkøling" in page
    assert "Erhvervschefen" in page
    assert anna.user.name in page
