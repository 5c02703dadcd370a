"""What a company reads for the people of a group at its workplace: by the one rule for candidates.

Before an interview nobody is told but as a number; from then on what they may be called, or a label."""

from tovholder.accounts.actors import Actor
from tovholder.placements import group_queries
from tovholder.placements.models import GroupStay
from tovholder.proposals import queries


def for_company(group: GroupStay, *, actor: Actor) -> list[tuple[str, str]]:
    """(name, stage) of those at stages where names are open; noted as shown. The caller has reached the group."""
    found = list(group_queries.named_entries(group))
    actor.book.note([each.person_id for each in found], "candidate")
    return [
        (each.person.called or queries.pseudonym_of(0, f"group:{group.pk}", each.person_id), each.stage)
        for each in found
    ]
