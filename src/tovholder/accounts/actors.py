"""The actor: a user acting for one organisation now. Every read and write takes one."""

from dataclasses import dataclass, field, replace

from tovholder.accounts.roles import CASE_ROLES, Role

SHOWS_MORE = {"case": 1, "health": 2, "address": 3, "cpr": 3}
_LARGEST_ID = 2**63 - 1  # of a row, in both databases
TELLS_WHO = {"tells_who": True}  # said of the actor and asked of nothing: kept with no question (kept_questions)


class ReadBook:
    """Who was shown in this request. Filled by queries and pages, written before the answer leaves."""

    def __init__(self) -> None:
        self.shown: dict[int, str] = {}
        self.refused: dict[int, str] = {}

    def note(self, person_ids: list[int], fields: str) -> None:
        """Note that these persons are shown; `fields` says how much (list, case, proposal, match, health, address).

        Of two notes on one person the one that shows more stands."""
        for person_id in person_ids:
            if SHOWS_MORE.get(self.shown.get(person_id, ""), 0) <= SHOWS_MORE.get(fields, 0):
                self.shown[person_id] = fields

    def note_drafts(self, handover_ids: list[int]) -> None:
        """Note that handovers are shown that tell of people who have no case yet: by the number of the draft, below
        nought in the log (ReadSubject)."""
        self.note([-handover_id for handover_id in handover_ids], "draft")

    def refuse_draft(self, handover_id: int) -> None:
        self.refuse(-handover_id)

    def refuse(self, person_id: int) -> None:
        """Note a look that was refused. A number too large to be an id is nobody, and no log can hold it."""
        if abs(person_id) <= _LARGEST_ID:
            self.refused[person_id] = "refused"


@dataclass(frozen=True)
class Actor:
    """A named actor with the rights of one membership. `purpose` says why, for the logs."""

    user_id: int | None
    membership_id: int | None
    organisation_id: int | None
    name: str = field(metadata=TELLS_WHO)
    organisation_name: str = field(metadata=TELLS_WHO)
    role: str
    kind: str
    municipality_code: str = field(default="", metadata=TELLS_WHO)
    unit_id: int | None = None
    scope: str = "organisation"
    reads_health: bool = False  # given to this very member by an administrator, never by a role
    purpose: str = field(default="case", metadata=TELLS_WHO)
    book: ReadBook = field(default_factory=ReadBook, compare=False)

    @property
    def works_on_cases(self) -> bool:
        return self.role in CASE_ROLES

    @property
    def only_own_cases(self) -> bool:
        """Whether the right is to the own caseload only: those this member is the named contact of, and no others."""
        return self.scope == "caseload"

    @property
    def is_citizen(self) -> bool:
        return self.role == Role.CITIZEN

    def may(self, *roles: Role) -> bool:
        return self.role in roles

    def for_purpose(self, purpose: str) -> "Actor":
        """The same actor, the same book, another purpose."""
        return replace(self, purpose=purpose)


SYSTEM_ROLE = "system"


def system(name: str) -> Actor:
    """The actor of a batch run (nightly match, import, simulation). It has a name, so that the logs can tell."""
    return Actor(None, None, None, name, "Tovholder", SYSTEM_ROLE, "system", purpose="batch")


ONESELF = "self"  # the role of somebody about the own sign-in


def oneself(user_id: int, name: str) -> Actor:
    """Somebody about the own sign-in, for nobody else: without a membership, so it reaches no case."""
    return Actor(user_id, None, None, name, "", ONESELF, "self", purpose="sign-in")
