"""Small problems for the tests: random ones, and one pair that matches until a test changes it."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tovholder.engine.matching import NO_END, WALK, Csr, Orders, People, Problem, Rules, Weights
from tovholder.engine.matching.generator import generate

# Skills 0 and 1 are broader; 2, 3 lie below 0 and 4 below 1.
PARENTS = np.array([-1, -1, 0, 0, 1])
RULES = Rules(tie_key=7, skill_parent=PARENTS, next_step=np.array([[10_000, 2_000], [3_000, 10_000]]))

seeds = st.integers(0, 2**32 - 1)


@st.composite
def problems(draw: st.DrawFn, people: int = 40, orders: int = 8) -> Problem:
    """A random problem, with few or many unknown answers, in one partnership or in several that overlap."""
    unknown, partnerships = draw(st.sampled_from([0.0, 0.05, 0.4])), draw(st.sampled_from([1, 3]))
    return generate(people=people, orders=orders, seed=draw(seeds), unknown=unknown, partnerships=partnerships)


def one_person(**columns: Any) -> People:
    """A person of municipality 1 who fits `one_order` fully known."""
    known: dict[str, Any] = {
        "controller": [1], "partnerships": [0b01], "protected": [False], "shared": [True], "kinds": [0b01],
        "kinds_known": [0b11],
        "danish": [5], "licences": [0b1], "licences_known": [0b111], "hours_min": [10], "hours_max": [30],
        "available_from": [100], "available_before": [NO_END], "x": [0], "y": [0], "means": [WALK],
        "max_minutes": [30], "considerations": [0b10], "considerations_known": [True], "step": [0],
        "wished_industries": [0b1], "skills": Csr.of([{2: 2}]), "experience": Csr.of([{4: 12}]),
        "wished_occupations": Csr.of([[9]]),
    }  # fmt: skip
    return People.blank(np.array([11]), **known | columns)


def one_order(**columns: Any) -> Orders:
    """An order of municipality 1 that `one_person` fits."""
    known: dict[str, Any] = {
        "controller": [1], "partnerships": [0b11], "kinds": [0b01], "danish": [4], "licences": [0b1], "hours": [20],
        "start_from": [90],
        "start_before": [110], "x": [600], "y": [800], "strains": [0b100], "strains_known": [True], "places": [1],
        "occupation": [9], "group": [4], "industries": [0b1], "required": Csr.of([[2]]), "useful": Csr.of([[3]]),
    }  # fmt: skip
    return Orders.blank(np.array([22]), **known | columns)


def one_pair(person: dict[str, Any] | None = None, order: dict[str, Any] | None = None, **rules: Any) -> Problem:
    """One person and one order that match, with these columns changed."""
    return Problem(
        people=one_person(**person or {}),
        orders=one_order(**order or {}),
        weights=Weights(),
        rules=replace(RULES, **rules),
    )


def changed(problem: Problem, table: str, row: int, **values: Any) -> Problem:
    """The same problem with some columns of one person or order changed. A Csr row is given as a dict."""
    was = getattr(problem, table)
    columns: dict[str, Any] = {}
    for name, value in values.items():
        column = getattr(was, name)
        if isinstance(column, Csr):
            rows = [dict(zip(*(each.tolist() for each in column.row(at)), strict=True)) for at in range(column.rows)]
            rows[row] = value
            columns[name] = Csr.of(rows)
        else:
            columns[name] = column.copy()
            columns[name][row] = value
    return replace(problem, **{table: replace(was, **columns)})
