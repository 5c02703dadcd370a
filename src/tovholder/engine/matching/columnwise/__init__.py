"""The same matching with NumPy, column by column: a second oracle of the tests and a baseline of the bench.

Nothing else uses it. It holds every possible pair of a region in memory.
"""

from .ranking import rank_orders, rank_people
from .region import match_region

__all__ = ["match_region", "rank_orders", "rank_people"]
