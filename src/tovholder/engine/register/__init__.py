"""Register measures: what people's weeks were spent on, counted from spells and never from weeks."""

from .measures import Share, first_week_in, share_in, weeks_in
from .spells import Spells

__all__ = ["Share", "Spells", "first_week_in", "share_in", "weeks_in"]
