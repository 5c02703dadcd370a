"""The personas of a demo, grouped by what they are there to show, with one plain sentence for each role."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.roles import Role

Words = str | Promise

GROUPS: tuple[tuple[Words, tuple[Role, ...]], ...] = (
    (_("Working with citizens"), (Role.CASEWORKER, Role.TEAM_LEADER, Role.BENEFITS_OFFICER)),
    (_("Working with companies"), (Role.COMPANY_CONSULTANT, Role.AMBASSADOR)),
    (_("The citizen, the company and the mentor"), (Role.CITIZEN, Role.COMPANY_CONTACT, Role.MENTOR)),
    (_("Language centre and schools"), (Role.LANGUAGE_ADVISER, Role.SCHOOL_CONSULTANT)),
    (_("The partnership"), (Role.COORDINATOR, Role.STEERING_MEMBER)),
    (_("Administration"), (Role.ADMINISTRATOR,)),
)

CAN: dict[str, Words] = {
    Role.CASEWORKER: _("Follow your citizens, note what you talk about, and say yes or no to proposals about them."),
    Role.TEAM_LEADER: _("See the boards of the whole team, and whom nobody has talked to for long."),
    Role.BENEFITS_OFFICER: _("Look up the citizens whose benefit depends on what they take part in."),
    Role.COMPANY_CONSULTANT: _("Take job orders from companies, see who fits and why, and get a placement started."),
    Role.AMBASSADOR: _("Open doors at companies and bring their needs home as job orders."),
    Role.CITIZEN: _("Answer proposals about you, see your placement and who has read your case. Best on a phone."),
    Role.COMPANY_CONTACT: _("See the candidates presented to your company, and answer."),
    Role.MENTOR: _("See the citizens who have you as mentor, and nobody else."),
    Role.LANGUAGE_ADVISER: _("See the citizens whose municipality has opened their case to the language centre."),
    Role.SCHOOL_CONSULTANT: _("See the citizens whose municipality has opened their case to the school."),
    Role.COORDINATOR: _("See how the partnership does, and decide what the matching weighs most."),
    Role.STEERING_MEMBER: _("See figures for the whole partnership, and never a single person."),
    Role.ADMINISTRATOR: _("Invite colleagues, and decide what each of them may see."),
}


@dataclass(frozen=True)
class Group:
    """What one group is for, and its personas, each with what one can do as this person."""

    title: Words
    personas: list[tuple[Any, Words]]


def grouped(personas: Iterable[Any]) -> list[Group]:
    """The groups that have somebody in them, in the order a demo is best walked through."""
    everybody = list(personas)
    found = [
        Group(title, [(one, CAN[one.role]) for role in roles for one in everybody if one.role == role])
        for title, roles in GROUPS
    ]
    return [group for group in found if group.personas]
