"""An archived problem replays to the same lists, and nothing else is accepted in its place."""

import json
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings

from tests.unit.engine.problems import changed, one_pair, problems
from tovholder.engine.matching import Problem, Travel, Weights, archive, fingerprint, load, rank_people, save
from tovholder.engine.matching.generator import generate


@settings(max_examples=10)
@given(problems())
def test_a_replayed_problem_gives_the_same_lists(problem: Problem) -> None:
    replayed = load(save(problem))
    assert fingerprint(replayed) == fingerprint(problem)
    for order in range(len(problem.orders)):
        assert rank_people(replayed, order, top=9) == rank_people(problem, order, top=9)


def test_every_rule_survives_the_archive() -> None:
    travel = Travel(detour_percent=150, minutes=np.array([[[9]]] * 4))
    problem = one_pair({"zone": [0]}, {"zone": [0]}, travel=travel, level_credit=(1, 2, 3), sibling_credit=7)
    replayed = load(save(problem)).rules
    assert replayed.level_credit == (1, 2, 3)
    assert replayed.sibling_credit == 7
    assert replayed.travel.detour_percent == 150
    assert replayed.travel.minutes is not None
    assert replayed.travel.minutes.tolist() == [[[9]]] * 4


def test_the_fingerprint_changes_with_any_answer_weight_or_rule() -> None:
    problem = one_pair()
    others = [
        changed(problem, "people", 0, danish=6),
        changed(problem, "people", 0, skills={2: 3}),
        changed(problem, "orders", 0, strains=0),
        changed(problem, "orders", 0, partnerships=0b1),
        replace(problem, weights=Weights(travel=9, wish=11)),
        replace(problem, rules=replace(problem.rules, tie_key=8)),
        replace(problem, rules=replace(problem.rules, travel=Travel(band_minutes=10))),
    ]
    assert len({fingerprint(each) for each in (problem, *others)}) == 8


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"PK\x03\x04 broken"])
def test_bytes_that_are_no_archive_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not an archived problem"):
        load(content)


def test_an_archive_with_python_objects_is_refused_unopened() -> None:
    made = BytesIO()
    np.savez(made, numbers=np.array([{"version": 1}], object))
    with pytest.raises(ValueError, match="not an archived problem"):
        load(made.getvalue())


def test_an_archive_without_a_column_is_refused_by_name() -> None:
    with np.load(BytesIO(save(one_pair()))) as archived:
        arrays = {name: archived[name] for name in archived.files if name != "people.danish"}
    made = BytesIO()
    np.savez(made, **arrays)
    with pytest.raises(ValueError, match=r"people\.danish is missing"):
        load(made.getvalue())


def test_an_archive_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = save(one_pair())
    monkeypatch.setattr(archive, "VERSION", 5)
    with pytest.raises(ValueError, match="archived with version 4, this is version 5"):
        load(content)


def test_an_archive_from_before_spans_of_hours_replays_with_the_fewest_alone() -> None:
    problem = one_pair({"hours_min": [25]}, {"hours": [20], "hours_most": [30]})
    with np.load(BytesIO(save(problem))) as archived:
        arrays = {name: archived[name] for name in archived.files if name != "orders.hours_most"}
    numbers = json.loads(arrays.pop("numbers").tobytes()) | {"version": 2}
    made = BytesIO()
    np.savez(made, numbers=np.frombuffer(json.dumps(numbers).encode(), np.uint8), **arrays)
    assert len(rank_people(problem, 0, top=1).ranked) == 1
    assert len(rank_people(load(made.getvalue()), 0, top=1).ranked) == 0


def test_an_archive_from_before_partnerships_replays_as_everybody_in_one() -> None:
    problem = generate(people=200, orders=5, seed=3)
    with np.load(BytesIO(save(problem))) as archived:
        arrays = {name: archived[name] for name in archived.files if not name.endswith(".partnerships")}
    numbers = json.loads(arrays.pop("numbers").tobytes()) | {"version": 1}
    made = BytesIO()
    np.savez(made, numbers=np.frombuffer(json.dumps(numbers).encode(), np.uint8), **arrays)
    replayed, travel = load(made.getvalue()), replace(problem.rules.travel, near_minutes=archive.EVERYWHERE)
    then = replace(problem, rules=replace(problem.rules, travel=travel))
    assert [rank_people(replayed, order, top=9) for order in range(5)] == [
        rank_people(then, order, top=9) for order in range(5)
    ]


def test_an_archive_from_before_ways_could_be_too_long_calls_any_way_near() -> None:
    problem = one_pair({"max_minutes": [10]}, {"x": [90_000]})
    with np.load(BytesIO(save(problem))) as archived:
        arrays = {name: archived[name] for name in archived.files}
    numbers = json.loads(arrays.pop("numbers").tobytes()) | {"version": 3}
    del numbers["travel"]["near_minutes"]
    made = BytesIO()
    np.savez(made, numbers=np.frombuffer(json.dumps(numbers).encode(), np.uint8), **arrays)
    assert rank_people(problem, 0, top=1).near_misses == ()
    (near,) = rank_people(load(made.getvalue()), 0, top=1).near_misses
    assert near.changes[0].amount > 30
