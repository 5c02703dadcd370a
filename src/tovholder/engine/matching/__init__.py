"""Matching: which people for which order, which orders for which person, and why (not)."""

from .archive import fingerprint, load, save
from .codes import ChangeCode, Gate, GateState, Part, Reason
from .columns import NO_END, UNKNOWN, UNKNOWN_DAY, UNKNOWN_PLACE, Csr
from .disclosure import TOLD_ACROSS, may_tell
from .problem import BIKE, CAR, FULL, PUBLIC, WALK, Orders, People, Problem, Rules, Travel, Weights
from .ranking import best_people, explain, explain_to_owner, prepare, rank_orders, rank_people
from .region import match_region
from .result import (
    AskFirst,
    Change,
    Exposure,
    GateCounts,
    Match,
    NearMiss,
    PairExplanation,
    Ranking,
    RegionResult,
    SkillCredit,
)

__all__ = [
    "BIKE",
    "CAR",
    "FULL",
    "NO_END",
    "PUBLIC",
    "TOLD_ACROSS",
    "UNKNOWN",
    "UNKNOWN_DAY",
    "UNKNOWN_PLACE",
    "WALK",
    "AskFirst",
    "Change",
    "ChangeCode",
    "Csr",
    "Exposure",
    "Gate",
    "GateCounts",
    "GateState",
    "Match",
    "NearMiss",
    "Orders",
    "PairExplanation",
    "Part",
    "People",
    "Problem",
    "Ranking",
    "Reason",
    "RegionResult",
    "Rules",
    "SkillCredit",
    "Travel",
    "Weights",
    "best_people",
    "explain",
    "explain_to_owner",
    "fingerprint",
    "load",
    "match_region",
    "may_tell",
    "prepare",
    "rank_orders",
    "rank_people",
    "save",
]
