"""The day knows of all its proposals at once whom they opened: no question for each."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.integration.proposals.test_several_partnerships import across, said_yes
from tests.integration.region import Region
from tovholder.companies.models import JobOrder
from tovholder.proposals import queries
from tovholder.proposals.models import Proposal
from tovholder.worklists import items
from tovholder.worklists import queries as worklists


def test_whether_a_proposal_of_the_day_is_named_is_not_asked_row_by_row(region: Region) -> None:
    proposal = said_yes(region, across(region))
    actor = region.actor("company_consultant")
    JobOrder.objects.filter(pk=proposal.order_id).update(owner_id=actor.membership_id)
    limits = items.limits(timezone.now(), timezone.localdate())
    holder = worklists.Whose(actor.membership_id)
    found = worklists.due_now(actor=actor, limits=limits, whose=holder, most=20)
    [waiting] = {row for rows in found.values() for row in rows if isinstance(row, Proposal)}
    with CaptureQueriesContext(connection) as asked:
        assert queries.is_named(waiting, actor=actor)
    assert len(asked) == 0
