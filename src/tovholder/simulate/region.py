"""The organisations of the region, their partnership, and everybody who works in them."""

from dataclasses import dataclass, field

from tovholder.accounts.roles import OrganisationKind as Kind
from tovholder.accounts.roles import Role
from tovholder.simulate import shipped
from tovholder.simulate.dice import Dice
from tovholder.simulate.facts import Body, Member
from tovholder.simulate.scale import Scale

PARTNERSHIP = "Sammen om virksomhedsrettet integration"
PEOPLE_PER_CONSULTANT = 40
HERLEV = "0163"

_UNITS = (("Beskæftigelse", "employment"), ("Erhverv", "business"), ("Uddannelse", "education"))
_PROPER_NAMES = {"0101": "Københavns Kommune", "0400": "Bornholms Regionskommune"}

# key, kind, name: bodies beside the municipalities. All but the region are invented.
_OTHERS = (
    ("sprogcenter", Kind.LANGUAGE_CENTRE, "Sprogcenter Birkevang"),
    ("erhvervsskole", Kind.VOCATIONAL_SCHOOL, "Erhvervsskolen Fjordbakke"),
    ("folkeskole", Kind.PRIMARY_SCHOOL, "Skolen ved Mosebro"),
    ("fagforening", Kind.UNION, "Fagligt Fællesskab Hovedstaden"),
    ("arbejdsgivere", Kind.EMPLOYERS_ASSOCIATION, "Arbejdsgiverne i Byggeri og Service"),
    ("akasse", Kind.A_KASSE, "A-kassen Fællesvirke"),
    ("frivillige", Kind.VOLUNTEERS, "Frivilligcenter Kompasset"),
    ("asylcenter", Kind.ASYLUM_CENTRE, "Asylcenter Egeskrænt"),
    ("sekretariat", Kind.SECRETARIAT, "Partssekretariatet"),
    ("region", Kind.AUTHORITY, "Region Hovedstaden"),
)

# given name, body, role, what the reader is told: one for each role, so that every page can be seen.
_PERSONAS = (
    ("Karen", HERLEV, Role.COMPANY_CONSULTANT, "virksomhedskonsulent i Herlev"),
    ("Mikkel", HERLEV, Role.CASEWORKER, "sagsbehandler i Herlev"),
    ("Henrik", HERLEV, Role.TEAM_LEADER, "teamleder i Herlev"),
    ("Lone", HERLEV, Role.BENEFITS_OFFICER, "ydelsesmedarbejder i Herlev"),
    ("Jonas", "0101", Role.COMPANY_CONSULTANT, "virksomhedskonsulent i København"),
    ("Aisha", "0101", Role.CASEWORKER, "sagsbehandler i København"),
    ("Signe", "0201", Role.AMBASSADOR, "integrationsambassadør i Allerød"),
    ("Birgit", "sprogcenter", Role.LANGUAGE_ADVISER, "vejleder på sprogcentret"),
    ("Torben", "erhvervsskole", Role.SCHOOL_CONSULTANT, "AMU-konsulent på erhvervsskolen"),
    ("Camilla", "sekretariat", Role.COORDINATOR, "koordinator i partssekretariatet"),
    ("Poul", "region", Role.STEERING_MEMBER, "medlem af styregruppen fra regionen"),
    ("Ulla", "frivillige", Role.MENTOR, "mentor og frivillig"),
    ("Stine", "asylcenter", Role.CASEWORKER, "medarbejder på asylcentret"),
    ("Anders", HERLEV, Role.ADMINISTRATOR, "administrator i Herlev"),
)
_OTHER_SEATS = (
    ("fagforening", Role.STEERING_MEMBER),
    ("fagforening", Role.MENTOR),
    ("arbejdsgivere", Role.STEERING_MEMBER),
    ("akasse", Role.STEERING_MEMBER),
    ("folkeskole", Role.SCHOOL_CONSULTANT),
    ("sekretariat", Role.COORDINATOR),
    ("sprogcenter", Role.LANGUAGE_ADVISER),
    ("frivillige", Role.MENTOR),
)


@dataclass
class Staff:
    """Everybody with a desk, and who they are by municipality."""

    members: list[Member] = field(default_factory=list)
    caseworkers: dict[str, list[int]] = field(default_factory=dict)
    consultants: dict[str, list[int]] = field(default_factory=dict)
    leaders: dict[str, list[int]] = field(default_factory=dict)

    def add(self, **fields: object) -> Member:
        member = Member(number=len(self.members), **fields)  # type: ignore[arg-type]
        self.members.append(member)
        desks = {
            Role.CASEWORKER: self.caseworkers,
            Role.COMPANY_CONSULTANT: self.consultants,
            Role.TEAM_LEADER: self.leaders,
        }
        desk = desks.get(Role(member.role))
        if desk is not None and member.body.isdigit():
            desk.setdefault(member.body, []).append(member.number)
        return member


def bodies() -> list[Body]:
    """The municipalities of the region, and all other kinds of organisation."""
    municipalities = [
        Body(key=code, kind=Kind.MUNICIPALITY, name=name_of(code), municipality=code, units=_UNITS)
        for code in shipped.municipalities().things
    ]
    return municipalities + [Body(key=key, kind=kind, name=name) for key, kind, name in _OTHERS]


def name_of(code: str) -> str:
    return _PROPER_NAMES.get(code) or f"{shipped.names_of_places()[code]} Kommune"


def staff(scale: Scale, dice: Dice) -> Staff:
    """The personas first, then about one consultant for every forty people, and a team leader in each municipality."""
    people = Staff()
    for given, body, role, told in _PERSONAS:
        _hire(people, dice, f"{given}, {told}", body, role, persona=True)
    odds = shipped.municipalities()
    weights = _weights()
    for code in odds.things:
        here = weights[code] * scale.people / PEOPLE_PER_CONSULTANT
        _staff_municipality(people, dice, code, max(2, round(here)))
    for body, role in _OTHER_SEATS:
        _hire(people, dice, _staff_name(dice), body, role)
    return people


def _weights() -> dict[str, float]:
    odds = shipped.municipalities()
    bounds = (0.0, *odds.bounds)
    return {code: (bounds[at + 1] - bounds[at]) / bounds[-1] for at, code in enumerate(odds.things)}


def _staff_municipality(people: Staff, dice: Dice, code: str, wanted: int) -> None:
    for role, desk in ((Role.CASEWORKER, people.caseworkers), (Role.COMPANY_CONSULTANT, people.consultants)):
        share = wanted - wanted // 2 if role == Role.CASEWORKER else wanted // 2
        while len(desk.get(code, ())) < max(1, share):
            _hire(people, dice, _staff_name(dice), code, role)
    if code != HERLEV:
        _hire(people, dice, _staff_name(dice), code, Role.TEAM_LEADER)
        _hire(people, dice, _staff_name(dice), code, Role.BENEFITS_OFFICER)


def _staff_name(dice: Dice) -> str:
    names = shipped.listing("staff_names")
    return f"{dice.one_of(names['given'])} {dice.one_of(names['family'])}"


_UNIT_OF_ROLE = {
    Role.CASEWORKER: "employment",
    Role.TEAM_LEADER: "employment",
    Role.AMBASSADOR: "employment",
    Role.COMPANY_CONSULTANT: "business",
}


def _hire(people: Staff, dice: Dice, name: str, body: str, role: Role, *, persona: bool = False) -> Member:
    number = len(people.members)
    words = name.split(",", maxsplit=1)[0].split()
    initials = (words[0][:1] + (words[1][:2] if len(words) > 1 else words[0][1:3])).upper()
    place = shipped.names_of_places().get(body, body).lower()
    return people.add(
        name=name,
        email=f"{_plain(words[0].lower())}.{number}@{_plain(place)}.example",
        body=body,
        role=role,
        unit=_UNIT_OF_ROLE.get(role, "") if body.isdigit() else "",
        initials=initials,
        colour=number % 12,
        persona=persona,
    )


_LETTERS = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa", ord(" "): "-"}


def _plain(text: str) -> str:
    kept = text.translate(_LETTERS)
    return "".join(letter for letter in kept if letter.isascii() and (letter.isalnum() or letter == "-"))
