"""The only bridge between rows and the engine: people and orders as columns, and their ids beside them.

Gender, origin, mother tongue, religion, name and citizenship are not read here; a test permutes them and compares."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, SmallIntegerField, Value
from django.db.models.functions import Cast

from tovholder.accounts import queries as accounts
from tovholder.companies.models import JobOrder, OrderLicence, OrderSkill
from tovholder.engine.matching import partnerships
from tovholder.engine.matching.columns import NO_END, UNKNOWN, UNKNOWN_DAY, UNKNOWN_PLACE, Csr
from tovholder.engine.matching.problem import Orders, People, Problem, Rules, Weights
from tovholder.people.models import Competence, Consideration, Experience, Licence, Person, PoolSharing, Wish
from tovholder.people.queries import POOL_PURPOSE, in_force
from tovholder.proposals import stays
from tovholder.proposals.columns import Book, danish_level, lawful_kinds

_NOWHERE = (UNKNOWN_PLACE, UNKNOWN_PLACE)
_NEEDED = ("required", "useful")
_PERSON_FIELDS = (
    "pk", "organisation_id", "organisation__municipality_code", "protected", "born_on", "residence_from",
    "residence_group", "danish_track", "danish_module", "danish_test", "zone", "travel_means",
    "travel_minutes", "available_from", "available_until", "hours_min", "hours_max", "licences_known",
    "considerations_known",
)  # fmt: skip


@dataclass(frozen=True)
class Region:
    """A Problem and whose rows they are: person_ids (N,), order_ids (M,)."""

    problem: Problem
    person_ids: np.ndarray[Any, np.dtype[np.int64]]
    order_ids: np.ndarray[Any, np.dtype[np.int64]]

    def person_row(self, person_id: int) -> int | None:
        return _row(self.person_ids, person_id)

    def order_row(self, order_id: int) -> int | None:
        return _row(self.order_ids, order_id)


def _row(ids: np.ndarray[Any, np.dtype[np.int64]], wanted: int) -> int | None:
    at = int(np.searchsorted(ids, wanted))
    return at if at < ids.size and ids[at] == wanted else None


def candidates() -> QuerySet[Person]:
    """Everybody with an open case; who may be matched with which order is for the gates."""
    return Person.objects.filter(closed_on__isnull=True, pending_import__isnull=True)


def open_orders() -> QuerySet[JobOrder]:
    """Orders that people are suggested for: none of a company that has ended."""
    return JobOrder.objects.filter(status="open", pending_import__isnull=True, unit__company__ended_on__isnull=True)


def build(
    *, people: QuerySet[Person], orders: QuerySet[JobOrder], weights: dict[str, int], on: date, book: Book
) -> Region:
    """Read the rows and make a Problem. One query for partnerships, six for people, five for orders at any size."""
    together = partnerships.bits(accounts.partnerships(on=on))
    person_ids, people_columns = _people(people, on, book, together)
    order_ids, order_columns = _orders(orders, on, book, together)
    problem = Problem(
        people=people_columns, orders=order_columns, weights=Weights.of(weights), rules=engine_rules(book)
    )
    return Region(problem, person_ids, order_ids)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a candidate profile asks, by code: no workplace, no hours and no day, so only some gates say anything."""

    occupation: str
    industry: str
    danish_level: int | None
    required: tuple[str, ...]
    useful: tuple[str, ...]
    licences: tuple[str, ...]


def against_profile(*, people: QuerySet[Person], asked: Asked, on: date, book: Book) -> Region:
    """The people beside one order, made of a profile instead of a row. Six queries at any size."""
    person_ids, people_columns = _people(people, on, book, {})
    skills = {name: [book.skills[code] for code in getattr(asked, name) if code in book.skills] for name in _NEEDED}
    orders = Orders.blank(
        keys("profile", [0]),
        danish=np.array([asked.danish_level or 0], np.int8),
        licences=np.array([book.licence_bits(asked.licences)], np.uint32),
        occupation=np.array([book.occupations.get(asked.occupation, UNKNOWN)], np.int32),
        group=np.array([book.group_of(asked.occupation)], np.int32),
        industries=np.array([book.industries.get(asked.industry, 0)], np.uint64),
        **{name: Csr.of([sorted(set(rows))]) for name, rows in skills.items()},
    )
    problem = Problem(people=people_columns, orders=orders, weights=Weights(), rules=engine_rules(book))
    return Region(problem, person_ids, np.zeros(1, np.int64))


def engine_rules(book: Book) -> Rules:
    return Rules(
        tie_key=int.from_bytes(_keyed("ties", 0)),
        skill_parent=book.skill_parents,
        next_step=book.next_step_table,
        travel=book.travel,
        margin_full_levels=30,  # on the common scale of Danish: a step of one CEFR level is about 20
    )


def _keyed(kind: str, number: int) -> bytes:
    message = f"engine:{kind}:{number}".encode()
    return hmac.new(bytes.fromhex(settings.LOOKUP_KEY), message, hashlib.sha256).digest()[:8]


def keys(kind: str, ids: Iterable[int]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """Pseudonymous 64-bit keys: what the engine and its archives know people and orders by."""
    return np.frombuffer(b"".join(_keyed(kind, number) for number in ids), dtype=">u8").astype(np.uint64)


def _people(people: QuerySet[Person], on: date, book: Book, together: dict[int, int]) -> tuple[Any, People]:
    sharing = PoolSharing.objects.filter(
        in_force(on), person_id=OuterRef("pk"), objected_on__isnull=True, purpose=POOL_PURPOSE
    )
    rows = list(people.order_by("pk").annotate(shared=Exists(sharing)).values_list(*_PERSON_FIELDS, "shared"))
    ids = np.array([row[0] for row in rows], np.int64)
    subset = people.order_by().values("pk")
    held = _attributes(subset)
    steps = stays.kinds_done(subset)
    columns = _person_columns(rows, on, book)
    columns["partnerships"] = np.array([together.get(row[1], 0) for row in rows], np.uint64)
    for row, person_id in enumerate(ids.tolist()):
        _add_attributes(columns, row, held.get(person_id, ()), book)
        columns["step"][row] = book.step_of(steps.get(person_id, ()))
    made = {name: Csr.of(column) if isinstance(column, list) else column for name, column in columns.items()}
    return ids, People.blank(keys("person", ids.tolist()), **made)


def _person_columns(rows: Sequence[tuple[Any, ...]], on: date, book: Book) -> dict[str, Any]:
    columns: dict[str, Any] = _blank_person_columns(len(rows))
    for at, row in enumerate(rows):
        (_, organisation, municipality, protected, born, residence, group, track, module, test, zone, means,
         minutes, available_from, available_until, hours_min, hours_max, licences_known, considerations_known,
         shared) = row  # fmt: skip
        columns["controller"][at] = organisation
        columns["protected"][at] = protected
        columns["shared"][at] = shared and not protected
        lawful, known = lawful_kinds(book, born, residence, group, on)
        columns["kinds"][at], columns["kinds_known"][at] = lawful, known
        columns["danish"][at] = danish_level(track, module, test)
        columns["licences_known"][at] = book.all_licences if licences_known else 0
        columns["considerations_known"][at] = considerations_known
        columns["available_from"][at] = _day(available_from)
        columns["available_before"][at] = _day(available_until, NO_END if available_from else UNKNOWN_DAY)
        columns["hours_min"][at] = UNKNOWN if hours_min is None else -(-hours_min // 1)
        columns["hours_max"][at] = UNKNOWN if hours_max is None else hours_max // 1
        columns["means"][at] = book.means.get(means, UNKNOWN)
        columns["max_minutes"][at] = UNKNOWN if minutes is None else minutes
        columns["x"][at], columns["y"][at] = book.metres("" if protected else zone, municipality) or _NOWHERE
    return columns


def _blank_person_columns(count: int) -> dict[str, Any]:
    integers = {
        "controller": np.int32, "kinds": np.uint32, "kinds_known": np.uint32, "danish": np.int8,
        "licences": np.uint32, "licences_known": np.uint32, "considerations": np.uint32, "hours_min": np.int16,
        "hours_max": np.int16, "available_from": np.int32, "available_before": np.int32, "means": np.int8,
        "max_minutes": np.int16, "x": np.int32, "y": np.int32, "step": np.int8, "wished_industries": np.uint64,
    }  # fmt: skip
    columns: dict[str, Any] = {name: np.zeros(count, kind) for name, kind in integers.items()}
    for name in ("protected", "shared", "considerations_known"):
        columns[name] = np.zeros(count, np.bool_)
    for name in ("wished_occupations", "skills", "experience"):
        columns[name] = [{} for _ in range(count)]
    return columns


def _attributes(people: QuerySet[Person, Any]) -> dict[int, list[tuple[str, str, int]]]:
    """Competences, licences, considerations, wishes and experience of many people in one query."""

    def part(model: type[Any], kind: str, code: str, number: object) -> QuerySet[Any, Any]:
        number = F(number) if isinstance(number, str) else Value(number)
        return (
            model.objects.filter(person_id__in=people)
            .annotate(
                kind_=Value(kind, output_field=CharField()),
                code_=Cast(F(code), CharField()),
                number_=Cast(number, SmallIntegerField()),
            )
            .values_list("person_id", "kind_", "code_", "number_")
        )

    union = part(Competence, "skill", "skill", "level").union(
        part(Licence, "licence", "code", 1),
        part(Consideration, "consideration", "code", 1),
        part(Wish, "wished_industry", "industry", 1),
        part(Wish, "wished_occupation", "occupation", 1),
        part(Experience, "experience", "occupation", "months"),
        all=True,
    )
    held: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for person_id, kind, code, number in union.iterator(chunk_size=5_000):
        if code:
            held[person_id].append((kind, code, number))
    return held


def _add_attributes(columns: dict[str, Any], row: int, held: Iterable[tuple[str, str, int]], book: Book) -> None:
    for kind, code, number in held:
        if kind == "skill" and (skill := book.skills.get(code)) is not None:
            columns["skills"][row][skill] = min(max(number, 1), 3)
        elif kind == "experience" and (group := book.group_of(code)) != UNKNOWN:
            months = columns["experience"][row]
            months[group] = min(months.get(group, 0) + number, 600)
        elif kind == "licence":
            columns["licences"][row] |= np.uint32(book.licences.get(code, 0))
            columns["licences_known"][row] |= np.uint32(book.licences.get(code, 0))
        elif kind == "consideration":
            columns["considerations"][row] |= np.uint32(book.considerations.get(code, 0))
        elif kind == "wished_industry":
            columns["wished_industries"][row] |= np.uint64(book.industries.get(code, 0))
        elif kind == "wished_occupation" and (occupation := book.occupations.get(code)) is not None:
            columns["wished_occupations"][row][occupation] = 1


def _orders(orders: QuerySet[JobOrder], on: date, book: Book, together: dict[int, int]) -> tuple[Any, Orders]:
    rows = list(orders.select_related("unit").order_by("pk"))
    ids = np.array([order.pk for order in rows], np.int64)
    subset = orders.order_by().values("pk")
    required, useful = _order_skills(subset, book)
    licences: dict[int, int] = defaultdict(int)
    for order_id, code in OrderLicence.objects.filter(order_id__in=subset).values_list("order_id", "code"):
        licences[order_id] |= book.licence_bits([code])
    places_left = stays.places_left({order.unit_id for order in rows}, on=on)
    columns: dict[str, list[Any]] = defaultdict(list)
    for order in rows:
        for name, value in _order_columns(order, on, book, places_left).items():
            columns[name].append(value)
        columns["partnerships"].append(together.get(order.taken_by_id, 0))
        columns["licences"].append(licences.get(order.pk, 0))
        columns["required"].append(required.get(order.pk, ()))
        columns["useful"].append(useful.get(order.pk, ()))
    made: dict[str, Any] = dict(columns)
    for name in ("required", "useful"):
        made[name] = Csr.of(made.get(name, []))
    return ids, Orders.blank(keys("order", ids.tolist()), **made)


def _order_columns(order: JobOrder, on: date, book: Book, places_left: dict[int, int]) -> dict[str, Any]:
    x, y = book.metres(order.unit.postcode, order.unit.municipality_code) or _NOWHERE
    hours = order.hours_min if order.hours_min is not None else order.hours_max
    fewest = UNKNOWN if hours is None else int(-(-hours // 1))
    latest = order.start_latest
    return {
        "controller": order.taken_by_id,
        "kinds": book.kind_bits(order.kinds),
        "danish": UNKNOWN if order.danish_level is None else order.danish_level,
        "hours": fewest,
        "hours_most": fewest if order.hours_max is None else max(fewest, int(order.hours_max // 1)),
        "start_from": _day(max(order.start_earliest or on, on)),
        # Nobody can start before today: a window that has passed is one that still waits for its first day.
        "start_before": NO_END if latest is None else _day(max(latest, order.start_earliest or on, on)) + 1,
        "strains": book.strain_bits(order.strains),
        "strains_known": order.confirmed_at is not None,
        # Nobody has said how many are employed: a question to the company, shown on the order and asked again before
        # a placement is agreed; it is not a question to each citizen (docs/adr/0009).
        "places": places_left.get(order.unit_id, 1),
        "occupation": book.occupations.get(order.occupation, UNKNOWN),
        "group": book.group_of(order.occupation),
        "industries": book.industries.get(order.industry, 0),
        "x": x,
        "y": y,
    }


def _order_skills(orders: Any, book: Book) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    required: dict[int, list[int]] = defaultdict(list)
    useful: dict[int, list[int]] = defaultdict(list)
    rows = OrderSkill.objects.filter(order_id__in=orders).values_list("order_id", "skill", "required")
    for order_id, code, is_required in rows:
        if (skill := book.skills.get(code)) is not None:
            (required if is_required else useful)[order_id].append(skill)
    return required, useful


def _day(day: date | None, unknown: int = UNKNOWN_DAY) -> int:
    return unknown if day is None else (day - date(1970, 1, 1)).days
