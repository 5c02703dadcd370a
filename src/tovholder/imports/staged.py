"""A row on its way through a batch, and what the three kinds of file have to answer for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import QuerySet

from tovholder.accounts.actors import Actor
from tovholder.imports.cells import FactsOf
from tovholder.imports.faults import OTHER_MUNICIPALITY, Fault

NEW, SAME, CHANGED, CHOOSE = "new", "same", "changed", "choose"


@dataclass(frozen=True)
class Work:
    """On whose behalf, for which import, when."""

    import_id: int
    organisation_id: int
    actor: Actor
    now: datetime
    membership_id: int | None = None
    unit_id: int | None = None
    own: tuple[str, str] = ("", "")  # code and name of the municipality the file is read into

    @property
    def on(self) -> date:
        return self.now.date()


@dataclass
class Staged:
    """`facts` are only complete when there are no faults that stop."""

    number: int
    facts: FactsOf
    faults: list[Fault] = field(default_factory=list)
    key: str = ""
    who: str = ""  # name and birth date, and birth date, of a row with a CPR number
    born: str = ""
    match: str = ""
    target_id: int | None = None
    candidates: list[int] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    @property
    def is_faulty(self) -> bool:
        return any(not fault.warning for fault in self.faults)

    @property
    def is_elsewhere(self) -> bool:
        return any(fault.code == OTHER_MUNICIPALITY for fault in self.faults)

    def fault(self, code: str, column: str = "", **facts: object) -> None:
        self.faults.append(Fault(code, self.number, column, facts))

    def remark(self, code: str, **facts: object) -> None:
        """Something to know about the row that stops nothing."""
        self.faults.append(Fault(code, self.number, "", facts, warning=True))


class Target(Protocol):
    """What a kind of file becomes. All ids are of that kind."""

    def match(self, rows: Sequence[Staged], work: Work) -> None:
        """Say of each row whether it is new, the same, changed, or for a human to choose."""

    def write(self, rows: Sequence[FactsOf], targets: Sequence[int | None], work: Work) -> list[int | None]:
        """Write new ones where nobody sees them. `targets` is what each hangs on, where it hangs on something."""

    def show(self, work: Work) -> int:
        """The switch. One statement."""

    def change(self, target_id: int, facts: FactsOf, work: Work) -> tuple[dict[str, Any], int] | None:
        """Change one that was here; what was before and the new version, None when nothing is new."""

    def hide_unused(self, ids: QuerySet[Any, Any], work: Work) -> int:
        """Take those nobody has used since out of sight. One statement."""

    def delete_hidden(self, work: Work, *, limit: int) -> int:
        """Delete some of what is out of sight; how many."""

    def hidden(self, work: Work) -> set[int]:
        """Which are out of sight."""

    def restore(self, target_id: int, before: dict[str, Any], version: int, work: Work) -> bool:
        """Take one change back unless it was touched since."""
