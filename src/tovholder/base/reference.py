"""Where a rule comes from: the law or the method behind a number, a list or a refusal."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in a law, an order or a method, without addresses that go stale.

    `text` says in plain words what the place holds. `verified` is False where
    nobody has read the full paragraph yet: such a reference is shown as unsure.
    """

    title: str
    paragraph: str = ""
    text: str = ""
    valid_from: date | None = None
    verified: bool = False

    def __str__(self) -> str:
        return f"{self.title} {self.paragraph}".strip()

    @property
    def is_method(self) -> bool:
        """Whether it is a way of working, ours or a municipality's, and no law and no agreement with anybody."""
        return self.title.startswith(("Metode", "Method"))
