"""Writes the frame of the region: organisations, units, partnership, users and their memberships."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from tovholder.accounts.models import Membership, Organisation, Partnership, Unit, User
from tovholder.simulate.facts import Body, Member
from tovholder.simulate.numbering import Numbering
from tovholder.simulate.region import PARTNERSHIP

_PHONE = "70 12 34 56"  # made up, and the same everywhere


@dataclass
class Frame:
    """Where the facts' names are found as rows: bodies and members to ids."""

    organisations: dict[str, int] = field(default_factory=dict)
    units: dict[tuple[str, str], int] = field(default_factory=dict)  # body, field
    memberships: dict[int, int] = field(default_factory=dict)  # number of the member
    unit_of_member: dict[int, int | None] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)  # e-mail

    def member(self, number: int | None) -> int | None:
        return None if number is None else self.memberships[number]


def write(bodies: list[Body], members: list[Member], numbering: Numbering) -> Frame:
    """Write them all; gives where they are found."""
    frame = Frame()
    _organisations(bodies, frame, numbering)
    _members(members, frame, numbering)
    partnership = Partnership.objects.create(name=PARTNERSHIP)
    firms = {body.key for body in bodies if body.kind == "company"}
    partnership.organisations.set([pk for key, pk in frame.organisations.items() if key not in firms])
    return frame


def _organisations(bodies: list[Body], frame: Frame, numbering: Numbering) -> None:
    rows, units = [], []
    for body in bodies:
        frame.organisations[body.key] = numbering.next(Organisation)
        rows.append(
            Organisation(
                id=frame.organisations[body.key],
                kind=body.kind,
                name=body.name,
                municipality_code=body.municipality,
                # The controller decides; most of ours let the citizen see who has read.
                shows_reader_names=body.municipality not in ("", "0101"),
                phone=_PHONE if body.municipality else "",
            )
        )
        for name, area in body.units:
            frame.units[body.key, area] = numbering.next(Unit)
            units.append(Unit(id=frame.units[body.key, area], organisation_id=rows[-1].pk, name=name, field=area))
    Organisation.objects.bulk_create(rows)
    Unit.objects.bulk_create(units)


def _members(members: list[Member], frame: Frame, numbering: Numbering) -> None:
    users, memberships = [], []
    for member in members:
        user = User(
            id=numbering.next(User),
            email=member.email,
            name=member.name,
            is_persona=member.persona,
            password=make_password(None),  # nobody signs in with a word: the persona page only
        )
        unit = frame.units.get((member.body, member.unit))
        row = Membership(
            id=numbering.next(Membership),
            user_id=user.pk,
            organisation_id=frame.organisations[member.body],
            unit_id=unit,
            role=member.role,
            scope=member.scope,
            initials=member.initials,
            phone=f"01 10 {member.number // 100 % 100:02} {member.number % 100:02}",  # no Danish number begins with 0
            colour=member.colour,
        )
        users.append(user)
        memberships.append(row)
        frame.users[member.email] = user.pk
        frame.memberships[member.number], frame.unit_of_member[member.number] = row.pk, unit
    User.objects.bulk_create(users)
    Membership.objects.bulk_create(memberships)
