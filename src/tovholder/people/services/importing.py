"""Many cases from a file: written hidden in short batches, shown by one switch, changed one case at a time, taken back.

Facts are plain values under the names of Person's columns, dates and decimals as text, lists as in `current`. What a
file does not say stays as it is; a list is added to and never shortened; a protection is set and never lifted.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.people import queries
from tovholder.people.models import (
    Address,
    Competence,
    Consideration,
    Experience,
    LanguageSkill,
    Licence,
    Person,
    Wish,
)
from tovholder.people.services import import_walls
from tovholder.people.services.case import check_days, saved
from tovholder.people.services.protection import out_of_sight
from tovholder.people.services.registering import sign_out_of_another_number

Facts = Mapping[str, Any]

_DATES = ("born_on", "residence_from", "takeover_on", "visited_on", "available_from", "available_until")
_DECIMALS = ("hours_min", "hours_max")
_PLAIN = (
    "given_name", "family_name", "phone", "email", "residence_group", "programme", "benefit", "visitation", "literacy",
    "needs_interpreter", "interpreter_language", "danish_track", "danish_module", "danish_test", "travel_means",
    "travel_minutes",
)  # fmt: skip
_ADDRESS = ("street", "postcode", "city")
LISTS = ("skills", "experience", "languages", "wished_occupations", "wished_industries", "licences", "considerations")
_OWN_ROWS = (Competence, Experience, LanguageSkill, Wish, Licence, Consideration, Address)


def _columns(facts: Facts) -> dict[str, Any]:
    """The facts that stand on the person itself, as the model has them."""
    found = {name: facts[name] for name in _PLAIN if name in facts}
    found |= {name: date.fromisoformat(facts[name]) for name in _DATES if facts.get(name)}
    return found | {name: Decimal(facts[name]) for name in _DECIMALS if facts.get(name) is not None}


@transaction.atomic
def write_hidden(
    people: Sequence[Facts], *, organisation_id: int, unit_id: int | None, import_id: int, actor: Actor, now: datetime
) -> list[int | None]:
    """Open cases that nobody sees before `show`. Gives their ids; None where the CPR number has a case meanwhile."""
    lookups = [queries.cpr_lookup(facts["cpr"]) if facts.get("cpr") else None for facts in people]
    wanted = {each for each in lookups if each}
    taken = set(
        Person.objects.filter(organisation_id=organisation_id, cpr_lookup__in=wanted).values_list(
            "cpr_lookup", flat=True
        )
    )
    made: list[Person | None] = []
    for facts, lookup in zip(people, lookups, strict=True):
        person = None if lookup in taken else _new(facts, lookup, organisation_id, unit_id, import_id, now)
        if lookup and person:
            taken.add(lookup)
        made.append(person)
    Person.objects.bulk_create([person for person in made if person])
    _write_lists([(person, facts) for person, facts in zip(made, people, strict=True) if person], now.date())
    for person in made:
        if person:
            audit.record(actor=actor, action="person.import", person_id=person.pk, target=f"import:{import_id}")
    return [person.pk if person else None for person in made]


def _new(
    facts: Facts, lookup: str | None, organisation_id: int, unit_id: int | None, import_id: int, now: datetime
) -> Person:
    person = Person(**_columns(facts), organisation_id=organisation_id, unit_id=unit_id, pending_import=import_id)
    person.cpr, person.cpr_lookup = facts.get("cpr", ""), lookup
    person.name_key = queries.name_key(person.given_name, person.family_name)
    person.protected = bool(facts.get("protected"))
    person.zone = "" if person.protected else facts.get("postcode", "")
    person.licences_known, person.considerations_known = "licences" in facts, "considerations" in facts
    person.created_at = person.touched_at = now
    return person


def _write_lists(people: Iterable[tuple[Person, Facts]], on: date) -> None:
    rows: dict[type[Model], list[Any]] = {model: [] for model in _OWN_ROWS}
    for person, facts in people:
        for row in _rows(person, facts, on):
            rows[type(row)].append(row)
    for model, made in rows.items():
        model._default_manager.bulk_create(made)


def _rows(person: Person, facts: Facts, on: date) -> Iterable[Model]:
    if any(facts.get(name) for name in _ADDRESS):
        yield Address(person=person, **{name: facts.get(name, "") for name in _ADDRESS})
    for code, level in facts.get("skills", ()):
        yield Competence(person=person, skill=code, level=level, noted_on=on)
    for title, code, months in facts.get("experience", ()):
        yield Experience(person=person, title=title, occupation=code, months=months)
    for code in facts.get("languages", ()):
        yield LanguageSkill(person=person, language=code)
    wished = [{"occupation": code} for code in facts.get("wished_occupations", ())]
    wished += [{"industry": code} for code in facts.get("wished_industries", ())]
    for rank, wish in enumerate(wished, 1):
        yield Wish(person=person, rank=rank, **wish)
    for code in facts.get("licences", ()):
        yield Licence(person=person, code=code)
    for code in facts.get("considerations", ()):
        yield Consideration(person=person, code=code)


def show(import_id: int, *, now: datetime) -> int:
    """The switch: all hidden cases of the import are seen from here on, in one statement. How many."""
    return Person.objects.filter(pending_import=import_id).update(pending_import=None, touched_at=now)


def current(person_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What is known of many people, as the facts of a file would say it. Nine queries, whatever the number."""
    ids = list(person_ids)
    known = {person.pk: _told(person) for person in Person.objects.filter(pk__in=ids)}
    for person_id, street, postcode, city in Address.objects.filter(person_id__in=ids).values_list(
        "person_id", *_ADDRESS
    ):
        known[person_id] |= {"street": street, "postcode": postcode, "city": city}
    for name, model, fields in _LIST_ROWS:
        for person_id, *values in (
            model._default_manager.filter(person_id__in=ids).order_by("pk").values_list("person_id", *fields)
        ):
            if values[0] or len(values) > 1:
                known[person_id][name].append(values if len(values) > 1 else values[0])
    return known


_LIST_ROWS: tuple[tuple[str, type[Model], tuple[str, ...]], ...] = (
    ("skills", Competence, ("skill", "level")),
    ("experience", Experience, ("title", "occupation", "months")),
    ("languages", LanguageSkill, ("language",)),
    ("wished_occupations", Wish, ("occupation",)),
    ("wished_industries", Wish, ("industry",)),
    ("licences", Licence, ("code",)),
    ("considerations", Consideration, ("code",)),
)


def _told(person: Person) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(person, name) for name in ("cpr", "protected", *_PLAIN)}
    for name in _DATES:
        day = getattr(person, name)
        told[name] = day.isoformat() if day else None
    for name in _DECIMALS:
        number = getattr(person, name)
        told[name] = None if number is None else f"{number.normalize():f}"
    return told | dict.fromkeys(_ADDRESS, "") | {name: [] for name in LISTS}


def differences(facts: Facts, known: Facts) -> dict[str, Any]:
    """What the file says that is not so yet: name -> the value it would have. Lists hold only what is new.

    The facts are those that may be compared (import_walls.opened)."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        if name in LISTS:
            held = {_first(each) for each in known[name]}
            added = [each for each in value if _first(each) not in held]
            if added:
                found[name] = added
        elif name == "protected":
            if value and not known["protected"]:
                found[name] = True
        elif name in known and not _same(name, value, known[name]):
            found[name] = value
    return found


def _first(entry: Any) -> Any:
    return entry[0] if isinstance(entry, list | tuple) else entry


def _same(name: str, value: Any, known: Any) -> bool:
    if name in _DECIMALS and known is not None:
        return Decimal(value) == Decimal(known)
    return bool(value == known)


@transaction.atomic
def change(
    person_id: int, facts: Facts, *, import_id: int, actor: Actor, now: datetime
) -> tuple[dict[str, Any], int] | None:
    """Bring one case up to what the file says, in one version. Gives what was before and the new version; None when
    nothing is new. The case is the actor's own to change; otherwise NoSuchPerson."""
    person = queries.locked(person_id, actor=actor)
    known = current([person_id])[person_id]
    is_within = bool(import_walls.within(actor, [person_id]))
    new = differences(import_walls.opened(facts, known, is_within=is_within), known)
    if not new:
        return None
    _cpr_is_free(person, new)
    before = {name: new[name] if name in LISTS else known[name] for name in new}
    _take(person, new)
    if new.keys() & set(_DATES):
        check_days(person, on=now.date(), birth_is_right=True)
    if "protected" in new:
        out_of_sight(person, actor=actor, on=now.date())
    _set_address(person, {**known, **new})
    _write_lists([(person, {name: new[name] for name in LISTS if name in new})], now.date())
    saved(person, actor=actor, action="person.import_change", now=now, changed=[*new, f"import:{import_id}"])
    return before, person.version


def _cpr_is_free(person: Person, new: Facts) -> None:
    """A number that somebody else has been given since the file was read is not written."""
    if "cpr" in new:
        same = Person.objects.filter(organisation_id=person.organisation_id, cpr_lookup=queries.cpr_lookup(new["cpr"]))
        if same.exists():
            raise NotAllowed("person.cpr_taken")


def _take(person: Person, values: Facts) -> None:
    for name in (*_DATES, *_DECIMALS):
        if name in values and values[name] is None:
            setattr(person, name, None)
    for name, value in _columns(values).items():
        setattr(person, name, value)
    if "protected" in values:
        person.protected = values["protected"]
    if "cpr" in values:
        if person.pk and person.cpr != values["cpr"]:
            sign_out_of_another_number(person)
        person.cpr = values["cpr"]
        person.cpr_lookup = queries.cpr_lookup(person.cpr) if person.cpr else None
    if values.get("licences"):
        person.licences_known = True
    if values.get("considerations"):
        person.considerations_known = True
    person.name_key = queries.name_key(person.given_name, person.family_name)


def _set_address(person: Person, known: Facts) -> None:
    """Only the postcode of people without protection stands openly on the case."""
    person.zone = "" if person.protected else known["postcode"]
    if any(known[name] for name in _ADDRESS):
        Address.objects.update_or_create(person=person, defaults={name: known[name] for name in _ADDRESS})


@transaction.atomic
def restore(person_id: int, before: Facts, *, version: int, import_id: int, actor: Actor, now: datetime) -> bool:
    """Take one change back. False, and nothing is touched, when somebody has changed the case since.

    A protection that the file set stays, and what it closed stays closed: lifting one is a decision of its own."""
    person = queries.locked(person_id, actor=actor)
    if person.version != version:
        return False
    _take(person, {name: value for name, value in before.items() if name not in LISTS and name != "protected"})
    _set_address(person, {**current([person_id])[person_id], **before})
    for name, model, fields in _LIST_ROWS:
        codes = [_first(each) for each in before.get(name, ())]
        model._default_manager.filter(person=person, **{f"{fields[0]}__in": codes}).delete()
    saved(person, actor=actor, action="person.import_undo", now=now, changed=[*before, f"import:{import_id}"])
    return True


def untouched(ids: QuerySet[Any, Any], *, but: Iterable[type[Model]] = ()) -> QuerySet[Person]:
    """Of these cases those nobody has changed or used since they were opened. `but`: rows that are no use of it."""
    used = Q()
    for relation in Person._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not relation.auto_created or relation.concrete or model in (*_OWN_ROWS, *but):
            continue
        used |= Q(Exists(model._default_manager.filter(**{relation.field.name: OuterRef("pk")})))  # type: ignore[union-attr]
    return Person.objects.filter(pk__in=ids, version=1, login__isnull=True, closed_on__isnull=True).exclude(used)


def hide(people: QuerySet[Person], *, import_id: int) -> int:
    """Take cases out of sight again, in one statement."""
    return people.filter(pending_import__isnull=True).update(pending_import=import_id)


@transaction.atomic
def delete_hidden(import_id: int, *, limit: int, actor: Actor) -> int:
    """Delete up to `limit` hidden cases with all that hangs on them. How many."""
    ids = list(Person.objects.filter(pending_import=import_id).values_list("pk", flat=True)[:limit])
    for person_id in ids:
        audit.record(actor=actor, action="person.import_undo", person_id=person_id, target=f"import:{import_id}")
    Person.objects.filter(pk__in=ids).delete()
    return len(ids)
