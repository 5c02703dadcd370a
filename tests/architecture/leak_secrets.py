"""What each invented person must keep to itself, as words that occur nowhere else, and how to find them again."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations

# Search goes by sound and mostly by consonants: each person has three of these in an order of its own.
_ORDERS = list(permutations("lmrsfk", 3))

NAME = "name"  # given and family name: who it is
BORN = "born"  # birth date, also as the open half of a masked CPR number
CPR = "cpr"  # the whole number, in every form people write it
REACH_OUT = "phone or e-mail"
ADDRESS = "address"  # street, town and, for the protected, the postcode
PROFILE = "profile"  # titles of education and work: free text about the person
CORRECTION = "correction"  # what the citizen wrote about the own case
NOTES = "notes"  # what was said in conversations and follow-ups
STAY = "stay"  # goals and tasks of a stay
HEALTH = "health"  # what is written behind the wall of health: for those with that right, whatever their role
WHY = "why"  # free text on a proposal, written at the person's own municipality
HEARING = "hearing"  # what is said, sent and assessed about absence
CONSIDERATION = "consideration"
BENEFIT = "benefit"


def syllables(number: int) -> str:
    """Six letters for a number below 120, different for each also to a search that goes by sound."""
    return "".join(consonant + vowel for consonant, vowel in zip(_ORDERS[number], "aeo", strict=True))


@dataclass(frozen=True)
class Secrets:
    """The words of one person. Everything about the person is made from the number."""

    number: int

    @property
    def code(self) -> str:
        return syllables(self.number)

    @property
    def given_name(self) -> str:
        return f"Bo{self.code}iba"

    @property
    def family_name(self) -> str:
        return f"Do{self.code}idu"

    @property
    def beginning(self) -> str:
        """The first half of the given name: finds this person only, and is not itself a secret when echoed."""
        return f"Bo{self.code}"

    @property
    def born_on(self) -> date:
        return date(1971, 1, 3) + timedelta(days=41 * self.number)

    @property
    def cpr(self) -> str:
        return f"{self.born_on:%d%m%y}{4600 + self.number}"

    @property
    def phone(self) -> str:
        return f"7101{4400 + self.number}"

    @property
    def email(self) -> str:
        return f"post@{self.code}.borger.example"

    @property
    def street(self) -> str:
        return f"Zilk{self.code}vej 7"

    @property
    def city(self) -> str:
        return f"Bysen{self.code}strup"

    @property
    def postcode(self) -> str:
        return str(9601 + self.number)

    def words(self, kind: str) -> str:
        """Free text of a kind, with the code in the middle."""
        return f"Ord{self.code}{_TEXTS[kind]}"

    def patterns(self, *, protected: bool) -> dict[str, re.Pattern[str]]:
        """What to look for in an answer, by kind, whatever the case of the letters."""
        six, four = self.cpr[:6], self.cpr[6:]
        found = {
            NAME: f"{self.given_name}|{self.family_name}",
            CPR: rf"(?<!\d){six}[\s.-]?{four}(?!\d)",
            BORN: _day(self.born_on),
            REACH_OUT: r"\s?".join(self.phone[i : i + 2] for i in (0, 2, 4, 6)) + "|" + re.escape(self.email),
            ADDRESS: f"Zilk{self.code}vej|{self.city}" + (rf"|(?<![\w.]){self.postcode}(?![\w.])" if protected else ""),
        }
        found |= {kind: self.words(kind) for kind in _TEXTS}
        return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in found.items()}

    def needles(self, kind: str) -> tuple[str, ...]:
        """Of which one stands in `squeezed` words wherever the pattern is found: quick to look for first."""
        if kind == CPR:
            return (self.cpr[6:],)
        if kind == BORN:
            return (str(self.born_on.year), self.cpr[:6])
        if kind in _TEXTS:
            return (self.words(kind).lower(),)
        if kind == NAME:
            return (self.given_name.lower(), self.family_name.lower())
        return (self.code, *{ADDRESS: (self.postcode,), REACH_OUT: (self.phone,)}.get(kind, ()))


def squeezed(words: str) -> str:
    """In small letters without spaces, as numbers are written with and without."""
    return "".join(words.lower().split())


_TEXTS = {
    PROFILE: "erfaring",
    NOTES: "samtale",
    STAY: "maal",
    WHY: "hvorfor",
    HEARING: "hoering",
    CORRECTION: "rettelse",
    HEALTH: "helbred",
}
# The same for everybody, squeezed: codes have fixed words. Each must be read by somebody who may read it of someone on
# the page.
CODES = {
    CONSIDERATION: ("no_dust", "ikkestøv", "nodust"),
    BENEFIT: ("cash_benefit_basic", "kontanthjælp,grundsats", "cashbenefit,basicrate"),
}
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december",
    "January February March April May June July August September October November December",
)


def _day(day: date) -> str:
    """A date in the forms pages write it: 1971-02-03, 3.2.1971, 03-02-1971, 3. februar 1971, 3 Feb. 1971, 030271."""
    months = "|".join(month for names in map(str.split, _MONTHS) for month in _long_and_short(names[day.month - 1]))
    return (
        rf"{day:%Y-%m-%d}|(?<!\d)0?{day.day}[-./ ]{{1,2}}0?{day.month}[-./ ]{{1,2}}{day.year}|"
        rf"(?<!\d)0?{day.day}\.? (?:{months})\.? {day.year}|(?<!\w){day:%d%m%y}(?=[^\w]|-)"
    )


def _long_and_short(month: str) -> tuple[str, str]:
    return month, month[:3]
