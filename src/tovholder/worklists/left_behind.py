"""What is still open in the name of a member who stops: numbers alone, for whoever ends the membership."""

from tovholder.accounts.actors import Actor
from tovholder.companies.models import Company, JobOrder
from tovholder.people.models import Person
from tovholder.proposals import queries as proposals


def numbers(member_id: int, *, actor: Actor) -> dict[str, int]:
    """How many open cases, orders, companies and proposals of the actor's organisation bear this member's name; only
    what there is. Four counts; none of them says whose case."""
    here = actor.organisation_id
    cases = Person.objects.filter(organisation_id=here, contact_id=member_id, closed_on=None, pending_import=None)
    orders = JobOrder.objects.filter(owner_id=member_id, owner__organisation_id=here, status__in=("draft", "open"))
    companies = Company.objects.filter(consultant_id=member_id, consultant__organisation_id=here, pending_import=None)
    proposed = proposals.living().filter(proposed_by_id=member_id, proposed_by__organisation_id=here)
    rows = {"cases": cases, "orders": orders.filter(pending_import=None), "companies": companies, "proposals": proposed}
    return {name: number for name, found in rows.items() if (number := found.count())}
