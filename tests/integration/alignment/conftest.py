"""What the tests of groups share."""

from datetime import date

import pytest

from tests.integration.region import NOW, Region
from tovholder.placements import group_services as services
from tovholder.placements.models import GroupStay


@pytest.fixture
def group(region: Region) -> GroupStay:
    plan = services.GroupPlan(
        unit_id=region.workplace.pk, title="Bella Center", places=29, starts_on=date(2026, 2, 2),
        ends_before=date(2026, 5, 2),
    )  # fmt: skip
    return services.plan_group(new=plan, actor=region.actor("company_consultant"), now=NOW)
