"""What is planned and stated about one stay, as plain values: what the services take and the pages make."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from tovholder.base.decision import Decision
from tovholder.placements.rules import Agreement


@dataclass(frozen=True, kw_only=True)
class NewPlacement:
    """A stay to agree. Hours are a week; `ends_before` is the first day after, None for an ordinary job."""

    person_id: int
    unit_id: int
    kind: str
    starts_on: date
    ends_before: date | None = None
    purpose: str = ""
    hours_unpaid: Decimal = Decimal(0)
    hours_paid: Decimal = Decimal(0)
    tasks: str = ""
    goals: str = ""
    order_id: int | None = None
    previous_id: int | None = None
    consultant_id: int | None = None
    company_contact_id: int | None = None

    def is_what(self, standing: object) -> bool:
        """Whether a standing placement says the same. A consultant nobody named is whoever planned it."""
        told = {name: value for name, value in asdict(self).items() if name != "consultant_id" or value is not None}
        return all(getattr(standing, name) == value for name, value in told.items())


@dataclass(frozen=True, kw_only=True)
class Statements:
    """What somebody has said or signed before the agreement. None means that nobody has asked."""

    employer_signed: bool = False
    representative_signed: bool = False
    spouse_owns_company: bool | None = None
    had_igu: bool | None = None
    repeat_reason: str = ""
    months_without_work: int | None = None
    prior_waiver: str = ""
    under_course: bool = False


@dataclass(frozen=True)
class Overrule:
    """Why a refusal or an unknown is answered for: a reason from the list, and words."""

    reason: str
    words: str

    @property
    def is_complete(self) -> bool:
        return bool(self.reason and self.words.strip())


@dataclass(frozen=True)
class Answer:
    """What came of asking to agree: the rules as computed, what still stands in the way, the placement if agreed."""

    agreement: Agreement
    in_the_way: tuple[Decision, ...]
    placement_id: int | None

    @property
    def agreed(self) -> bool:
        return self.placement_id is not None
