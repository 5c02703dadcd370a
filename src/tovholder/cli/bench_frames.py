"""Baselines of the bench: an order's best twenty asked of Polars and of DuckDB, and a register's weeks of DuckDB.

The same gates and the same score as the engine; only ties are left as they fall. The tables are laid out once, and what
is timed is the question, whose words hold nothing but numbers.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from tovholder.engine.matching.columns import I32, NO_END, UNKNOWN_DAY, UNKNOWN_PLACE, Csr
from tovholder.engine.matching.problem import Problem
from tovholder.engine.register import Spells

Ask = Callable[[int], list[int]]
"""Row of an order -> the best scores, the highest first."""

_LONG = ("skills", "experience", "wished_occupations")
_FIND = """
WITH way AS (SELECT *, {minutes} AS minutes FROM people WHERE {gates}),
near AS (SELECT * FROM way WHERE minutes <= max_minutes),
credits AS (
    SELECT skills.person, asked.kind, asked.skill, MAX(asked.credit) AS credit
    FROM skills JOIN asked ON skills.entry = asked.entry AND skills.value = asked.level
    GROUP BY skills.person, asked.kind, asked.skill),
means AS (
    SELECT person, SUM(CASE WHEN kind = 0 THEN credit ELSE 0 END) AS required,
        SUM(CASE WHEN kind = 1 THEN credit ELSE 0 END) AS useful
    FROM credits GROUP BY person),
months AS (SELECT person, value AS months FROM experience WHERE entry = {group}),
wished AS (SELECT person, 1 AS wished FROM wished_occupations WHERE entry = {occupation})
SELECT {score} AS score FROM near
LEFT JOIN means ON near.key_ = means.person
LEFT JOIN months ON near.key_ = months.person
LEFT JOIN wished ON near.key_ = wished.person
ORDER BY score DESC LIMIT {top}
"""


def duckdb_scores(problem: Problem, top: int) -> Ask:
    """With DuckDB's SQL, on one thread as the engine's single list is."""
    import duckdb

    base = duckdb.connect(config={"threads": 1})
    with tempfile.TemporaryDirectory() as folder:
        for name, table in _tables(problem).items():
            file = Path(folder) / f"{name}.parquet"
            table.write_parquet(file)
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM '{file}'")  # noqa: S608 - a folder of our own
    base.execute("CREATE TABLE asked (kind INT, skill INT, entry INT, level INT, credit BIGINT)")

    def ask(order: int) -> list[int]:
        base.execute("DELETE FROM asked")
        if rows := _asked(problem, order):
            base.execute("INSERT INTO asked VALUES " + ", ".join(map(str, rows)))  # noqa: S608 - numbers of our own
        found = base.execute(_question(problem, order, top, lambda a, b: f"(({a}) // ({b}))")).fetchall()
        return [int(score) for (score,) in found]

    return ask


def polars_scores(problem: Problem, top: int) -> Ask:
    """With Polars' SQL over its columns."""
    import polars

    tables = _tables(problem)
    schema = dict.fromkeys(("kind", "skill", "entry", "level", "credit"), polars.Int64)

    def ask(order: int) -> list[int]:
        asked = polars.DataFrame(_asked(problem, order), schema=schema, orient="row")
        with polars.SQLContext({**tables, "asked": asked}, eager=True) as context:
            found = context.execute(_question(problem, order, top, lambda a, b: f"DIV({a}, {b})"))
        return [int(score) for score in found["score"]]

    return ask


def _tables(problem: Problem) -> dict[str, Any]:
    """people, and a long table of each column with several entries a row."""
    import polars

    people, filled = problem.people, np.zeros(len(problem.people), np.bool_)
    columns: dict[str, Any] = {"key_": np.arange(len(people))}
    made = {}
    for each in fields(people):
        column = getattr(people, each.name)
        if isinstance(column, Csr):
            filled |= column.lengths > 0
            values = column.values if column.values.size else np.ones(column.indices.size)
            long = {"person": column.owners(), "entry": column.indices, "value": values}
            made[each.name] = polars.DataFrame({name: value.astype(np.int64) for name, value in long.items()})
        elif each.name != "key":
            columns[each.name] = column if column.dtype == np.bool_ else column.astype(np.int64)
    columns["filled"] = filled | (people.wished_industries != 0)
    return {"people": polars.DataFrame(columns)} | {name: made[name] for name in _LONG}


def _asked(problem: Problem, order: int) -> list[tuple[int, int, int, int, int]]:
    """(required 0 or useful 1, skill asked for, skill held, level, credit)."""
    rules, parent = problem.rules, problem.rules.skill_parent
    rows = []
    for kind, asked in enumerate((problem.orders.required, problem.orders.useful)):
        for skill in asked.row(order)[0].tolist():
            broader = int(parent[skill])
            near = {*np.flatnonzero(parent == skill).tolist(), broader} - {-1}
            beside = set(np.flatnonzero(parent == broader).tolist()) - {skill} if broader >= 0 else set()
            shares = {skill: 10_000} | dict.fromkeys(beside, rules.sibling_credit)
            shares |= dict.fromkeys(near, rules.parent_credit)
            rows += [
                (kind, skill, held, level, credit * share // 10_000)
                for held, share in shares.items()
                for level, credit in enumerate(rules.level_credit, 1)
            ]
    return rows


def _question(problem: Problem, order: int, top: int, over: Callable[[str, object], str]) -> str:
    facts = {each.name: getattr(problem.orders, each.name) for each in fields(problem.orders)}
    here = {name: int(column[order]) for name, column in facts.items() if not isinstance(column, Csr)}
    here |= {f"{name}_count": facts[name].row(order)[0].size for name in ("required", "useful")}
    return _FIND.format(
        minutes=_minutes(problem, here, over),
        gates=" AND ".join(_gates(here)),
        score=_score(problem, here, over),
        group=here["group"],
        occupation=here["occupation"],
        top=top,
    )


def _minutes(problem: Problem, here: Mapping[str, int], over: Callable[[str, object], str]) -> str:
    travel = problem.rules.travel
    east, north = f"(x - {here['x']})", f"(y - {here['y']})"
    metres = f"CAST(FLOOR(SQRT(CAST({east} * {east} + {north} * {north} AS DOUBLE))) AS BIGINT)"
    ways = []
    for means, (speed, before) in enumerate(zip(travel.metres_per_minute, travel.overhead_minutes, strict=True)):
        most = f"{metres} * {travel.detour_percent} + {int(speed) * 100 - 1}"
        ways.append(f"WHEN means = {means} THEN {int(before)} + {over(most, int(speed) * 100)}")
    return f"CASE {' '.join(ways)} END"


def _gates(here: Mapping[str, int]) -> list[str]:
    """All that must hold for every gate to be open, but for the way."""
    same = f"controller = {here['controller']}"
    if min(here["danish"], here["hours"]) < 0 or here["places"] < 1 or here["x"] == UNKNOWN_PLACE:
        return ["1 = 0"]
    told = here["strains_known"]
    considered = f"(considerations & {here['strains']}) = 0 AND "
    considered += "considerations_known" if told else "considerations_known AND considerations = 0"
    if told and not here["strains"]:
        considered = "1 = 1"
    return [
        f"(kinds & {here['kinds']}) <> 0",
        f"danish >= {here['danish']}" if here["danish"] else "1 = 1",
        f"(licences & {here['licences']}) = {here['licences']}",
        f"hours_min >= 0 AND hours_min <= {max(here['hours'], here['hours_most'])} AND hours_max >= {here['hours']}",
        *_windows(here["start_from"], here["start_before"]),
        f"({considered})",
        f"({same} OR (NOT protected AND shared AND (partnerships & {here['partnerships']}) <> 0))",
        f"filled AND means >= 0 AND max_minutes >= 0 AND x <> {UNKNOWN_PLACE}",
    ]


def _windows(first: int, before: int) -> list[str]:
    """Some day lies in both windows."""
    late = f"{before} <> {UNKNOWN_DAY} AND available_from <> {UNKNOWN_DAY} AND available_from < {before}"
    early = f"{first} <> {UNKNOWN_DAY} AND available_before <> {UNKNOWN_DAY} AND {first} < available_before"
    return ["1 = 1" if before == NO_END else late, f"(available_before = {NO_END} OR ({early}))"]


def _score(problem: Problem, here: Mapping[str, int], over: Callable[[str, object], str]) -> str:
    rules, travel = problem.rules, problem.rules.travel
    full, above, room = rules.experience_full_months, rules.margin_full_levels, rules.room_full_hours
    bands = over(f"{over('minutes', travel.band_minutes)} * {travel.band_minutes} * 10000", travel.horizon_minutes)
    beyond = over(f"LEAST(hours_max - {here['hours']}, {room}) * {10_000 - rules.hours_fit_credit}", room)
    industry = f"CASE WHEN (wished_industries & {here['industries']}) <> 0 THEN {rules.wish_industry_credit} ELSE 0 END"
    parts = (
        over("COALESCE(required, 0)", max(here["required_count"], 1)),
        over("COALESCE(useful, 0)", max(here["useful_count"], 1)),
        over(f"LEAST(COALESCE(months, 0), {full}) * 10000", full),
        f"CASE WHEN wished = 1 THEN 10000 ELSE {industry} END",
        over(f"LEAST(GREATEST(danish - {here['danish']}, 0), {above}) * 10000", above),
        f"GREATEST(0, 10000 - {bands})",
        f"{rules.hours_fit_credit} + {beyond}",
        _next_step(problem, here),
    )
    weights = problem.weights.by_name().values()
    return " + ".join(f"{weight} * ({part})" for weight, part in zip(weights, parts, strict=True))


def _next_step(problem: Problem, here: Mapping[str, int]) -> str:
    table = problem.rules.next_step
    cases = [
        f"CASE WHEN step = {step} AND (kinds & {1 << kind}) <> 0 THEN {int(table[step, kind])} ELSE 0 END"
        for step in range(table.shape[0])
        for kind in range(table.shape[1])
        if here["kinds"] >> kind & 1 and table[step, kind]
    ]
    return f"GREATEST(0, {', '.join(cases) or '0'})"


def duckdb_share(spells: Spells, zero: I32, states: Sequence[int], window: tuple[int, int]) -> Callable[[], int]:
    """Weeks of the window in the states, summed over everybody, by DuckDB over the same spells."""
    import duckdb

    owner = np.repeat(np.arange(spells.people), np.diff(spells.first))
    columns = {"begins": spells.begins, "ends": spells.ends, "state": spells.state, "zero": zero[owner]}
    connection = duckdb.connect()
    connection.register("given", columns)
    connection.execute("create table spells as select * from given")
    inside = f"greatest(0, least(ends, zero + {window[1]}) - greatest(begins, zero + {window[0]}))"
    asked = f"select sum({inside}) from spells where state in {tuple(states)}"  # noqa: S608 - our own numbers
    return lambda: int(connection.execute(asked).fetchall()[0][0])
