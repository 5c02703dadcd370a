"""Which rule a view carries."""

from tovholder.accounts.access_rules import Rule
from tovholder.web.shared.signin import rule_of_foreign_view


def rule_of(view: object) -> Rule | None:
    """The rule a view carries, also behind a class-based view; the sign-in pages of allauth have theirs by table."""
    rule = getattr(view, "rule", None) or getattr(getattr(view, "view_class", None), "rule", None)
    return rule or rule_of_foreign_view(view)
