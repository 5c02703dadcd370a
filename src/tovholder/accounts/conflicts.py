"""Two people saved at once, or somebody may not: the two refusals that every service can answer with."""


class Stale(Exception):
    """The row changed since the user saw it. Nothing was saved; the user's words are still in the form."""


class NotAllowed(Exception):
    """The actor may not do this. `code` is worded at the edge."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class OutOfReach(Exception):
    """There is no such thing within the actor's reach. The same answer whether it exists or not: a 404."""
