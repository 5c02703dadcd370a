"""What a company reads for the people of a group at its workplace: by the one rule for candidates.

Before an interview nobody is told but as a number; from then on what they may be called, or a label."""

from dataclasses import dataclass

from tovholder.accounts.actors import Actor
from tovholder.placements import group_queries, group_rules
from tovholder.placements.models import GroupEntry, GroupStay
from tovholder.proposals import queries


@dataclass(frozen=True)
class Met:
    """One person of the group as the company reads them, and whether it is the company that decides now."""

    entry_id: int
    version: int
    name: str
    stage: str
    may_decide: bool


def for_company(group: GroupStay, *, actor: Actor) -> list[Met]:
    """Those at stages where names are open; noted as shown. The caller has reached the group."""
    found = list(group_queries.named_entries(group))
    actor.book.note([each.person_id for each in found], "candidate")
    return [_met(each, group) for each in found]


def _met(entry: GroupEntry, group: GroupStay) -> Met:
    name = entry.person.called or queries.pseudonym_of(0, f"group:{group.pk}", entry.person_id)
    return Met(entry.pk, entry.version, name, entry.stage, group_rules.company_decides(entry.stage))
