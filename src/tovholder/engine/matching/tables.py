"""Rules and weights as tables for the kernels, so that a pair needs no division."""

from typing import Any, NamedTuple

import numpy as np

from .codes import Part
from .columns import F64, I16, I32, I64
from .problem import FULL, Problem, Rules, Travel


class Tables(NamedTuple):
    """What every pair is judged by."""

    weights: I64  # (parts,)
    parent: I32  # (skills,) the broader skill, -1: none
    below: I32  # the narrower skills of skill s lie in below[below_first[s]:below_first[s + 1]]
    below_first: I32
    credit: I32  # (same/near/beside as 1..3, level)
    margin_points: I32  # by Danish levels above what is required
    room_points: I32  # by weekly hours of room
    step_best: I32  # (bytes of kinds, steps + 1, 256): the most a step says of any of these eight kinds; 0: not known
    wish_industry: int
    speed: I64  # hundredths of a metre in a minute per per cent of detour, by means
    overhead: I64
    detour: int
    band: int  # minutes
    near: int  # minutes beyond what somebody can travel that still are near
    way_points: I32  # by band, the last for all beyond the horizon
    band_reach: F64  # (means, bands) square metres: nearer than this is within the band
    minutes: I16  # (means, zones, zones), empty when there is none


class Desk(NamedTuple):
    """Room for the work of one thread."""

    relation: Any  # uint64 (blocks, skills), see score.relate
    best: I64  # (skills asked for,)
    parts: I64  # (parts,)
    most: I64  # (required/useful, skills held + 1), see score.limit
    held: I32  # (skills,), see score.hold


def tables_of(problem: Problem) -> Tables:
    """The tables of a problem's rules and weights, as copies: what may not be written is another kind to a kernel."""
    rules, travel = problem.rules, problem.rules.travel
    nested = np.flatnonzero(rules.skill_parent >= 0)
    below = nested[np.argsort(rules.skill_parent[nested], kind="stable")].astype(np.int32)
    first = np.searchsorted(rules.skill_parent[below], np.arange(rules.skill_parent.size + 1)).astype(np.int32)
    levels = np.arange(rules.margin_full_levels + 1, dtype=np.int32)
    hours = np.arange(rules.room_full_hours + 1, dtype=np.int32)
    way_points, band_reach = _bands(travel)
    return Tables(
        weights=problem.weights.row().astype(np.int64),
        parent=rules.skill_parent.copy(),
        below=below,
        below_first=first,
        credit=_credits(rules),
        margin_points=levels * FULL // rules.margin_full_levels,
        room_points=rules.hours_fit_credit + hours * (FULL - rules.hours_fit_credit) // rules.room_full_hours,
        step_best=_step_best(rules.next_step),
        wish_industry=rules.wish_industry_credit,
        speed=travel.metres_per_minute.astype(np.int64) * 100,
        overhead=travel.overhead_minutes.astype(np.int64),
        detour=travel.detour_percent,
        band=travel.band_minutes,
        near=travel.near_minutes,
        way_points=way_points,
        band_reach=band_reach,
        minutes=np.zeros((0, 0, 0), np.int16) if travel.minutes is None else travel.minutes.copy(),
    )


def desk_of(problem: Problem) -> Desk:
    """A desk that is large enough for every order of the problem."""
    orders = problem.orders
    most = int((orders.required.lengths + orders.useful.lengths).max(initial=1))
    blocks, skills = -(-most // 32), max(problem.rules.skill_parent.size, 1)
    return Desk(
        relation=np.zeros((blocks, skills), np.uint64),
        best=np.zeros(blocks * 32, np.int64),
        parts=np.zeros(len(Part), np.int64),
        most=np.zeros((2, blocks * 32 + 1), np.int64),
        held=np.zeros(skills, np.int32),
    )


def _credits(rules: Rules) -> I32:
    same = np.array((0, *rules.level_credit), np.int32)
    near, beside = same * rules.parent_credit // FULL, same * rules.sibling_credit // FULL
    return np.stack([np.zeros(4, np.int32), same, near, beside]).astype(np.int32)


def _step_best(next_step: I16) -> I32:
    steps, kinds = next_step.shape
    made = np.zeros((max(-(-kinds // 8), 1), steps + 1, 256), np.int32)
    for kind in range(kinds):
        having = (np.arange(256) >> kind % 8 & 1).astype(np.bool_)
        made[kind // 8, 1:, having] = np.maximum(made[kind // 8, 1:, having], next_step[:, kind])
    return made


def _bands(travel: Travel) -> tuple[I32, F64]:
    """A way lies below band b when minutes < (b + 1) * band: the same as in records.reaches, for that many less one."""
    bands = -(-travel.horizon_minutes // travel.band_minutes)
    points = FULL - np.arange(bands) * travel.band_minutes * FULL // travel.horizon_minutes
    time = (np.arange(bands) + 1)[None, :] * travel.band_minutes - 1 - travel.overhead_minutes[:, None].astype(np.int64)
    metres = time * travel.metres_per_minute[:, None].astype(np.int64) * 100 // travel.detour_percent
    reach = np.where(time < 0, 0.0, (metres.astype(np.float64) + 1) ** 2)
    return np.append(np.maximum(points, 0), 0).astype(np.int32), reach
