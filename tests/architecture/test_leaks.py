"""Every address as everybody: nothing comes back of people out of reach, and everybody shown is in the log."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zlib import crc32

import pytest
from django.urls import Resolver404, resolve

from tests.architecture import leak_forms, leak_reach, leak_walk
from tests.architecture.leak_region import DAILY, DAILY_PEOPLE, FEWER_PEOPLE, Somebody, Viewer, World, viewer_names
from tests.architecture.leak_walk import Address, Answer, Asker, Judge
from tests.architecture.leak_words import WORDS, posts
from tests.conftest import FULL, is_todays, is_todays_half
from tovholder.accounts.access_rules import permits
from tovholder.accounts.roles import CASE_ROLES
from tovholder.web.shared.rules_of_views import rule_of

# Who posts and searches every day; in the full run everybody does.
POSTING = (*DAILY[:2], "helsingor/benefits_officer", "two/fredensborg", "company/company_contact", DAILY[-2])
SEE_THE_SAME = ("helsingor/own cases only", "two/fredensborg")
# Who walks a share of the addresses every day, as the caseworker of the same rooms walks all: another share the next.
IN_TURN = {"helsingor/benefits_officer": 3, "helsingor/own cases only": 3, "two/fredensborg": 2}
SENDS_IN_TURN = {"helsingor/caseworker": 2, "two/fredensborg": 3}  # of what they send another share each day, too
# Whose reach is the same within a municipality: in the full run each asks half of the addresses about somebody, so that
# two of the four ask each, and the other two the next day.
REACH_ALIKE = sorted(CASE_ROLES)
SEARCHING = ("helsingor/caseworker", "two/fredensborg", "secretariat/coordinator")


def viewers(every_day: tuple[str, ...]) -> list[Any]:
    """All names as parameters, with those that are not asked every day left for the full run."""
    return [
        pytest.param(name, marks=[] if name in every_day else [pytest.mark.full], id=name.replace("/", " "))
        for name in viewer_names()
    ]


NOBODY = "Bogegagi"  # the beginning of no name, in any spelling
LINKS = 10_000 if FULL else 12  # of one viewer that carry a filter, a sort or a page
_TOKENS = re.compile(
    r'(?:csrfmiddlewaretoken" value=|csrftoken=|X-CSRFToken": )\S+|Content-Length: \d+|expires=[^;]+|'
    r'name="\w*key" value="[^"]*"|nonce-\S+|[0-9a-f]{32}'
)


Page = tuple[int, list[leak_forms.Form], set[str]]
_PAGES: dict[tuple[int, str, str], Page] = {}


def page_of(world: World, asker: Asker, path: str) -> Page:
    """Status, forms and links of a page, asked for once by each viewer: every request meets the same world."""
    key = (id(world), asker.viewer.name, path)
    if key not in _PAGES:
        _PAGES[key] = page_from(path, asker.ask(path))
    return _PAGES[key]


def page_from(path: str, answer: Answer) -> Page:
    forms, links = leak_forms.read(path, answer.words) if answer.status == 200 else ([], set[str]())
    return answer.status, forms, links


def is_read_again(address: Address, viewer: Viewer) -> bool:
    """Whether forms of the page are searched with or filled in later; to keep all of them took two gigabytes."""
    return not address.route.arguments or any(viewer.name in alike for alike in OWNERS)


_ADDRESSES: dict[tuple[int, tuple[str, ...]], list[Address]] = {}


def addresses_of(world: World, people: tuple[str, ...]) -> list[Address]:
    """The same for every viewer, but for what each may open: written out once."""
    key = (id(world), people)
    if key not in _ADDRESSES:
        _ADDRESSES[key] = leak_walk.addresses(world, WORDS, wide=FULL, people=people)
    return _ADDRESSES[key]


class Walk:
    """One viewer's round: what was asked, what it gave, and what is wrong with it."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.viewer = world, world.viewer(name)
        self.asker, self.judge = Asker(self.viewer), Judge(world)
        self.faults: list[str] = []
        self.links: set[str] = set()

    def addresses(self, *, sends: bool = False) -> list[Address]:
        people = FEWER_PEOPLE if sends or self.viewer.name in SEE_THE_SAME else DAILY_PEOPLE
        found = addresses_of(self.world, people)
        turns = (SENDS_IN_TURN if sends else {}).get(self.viewer.name) or IN_TURN.get(self.viewer.name, 1)
        today = {route.name for place, route in enumerate(leak_walk.routes()) if is_todays(place + sends, turns)}
        asked = (each for each in found if each.route.name in today and permits_viewer(each, self.viewer))
        return [each for each in asked if not each.about or self._has_its_turn(each)]

    def _has_its_turn(self, address: Address) -> bool:
        role = self.viewer.name.partition("/")[2]
        if not FULL or self.viewer.kind != "municipality" or role not in REACH_ALIKE:
            return True
        return is_todays_half(crc32(address.path.encode()) + REACH_ALIKE.index(role))

    def get(self, path: str, about: tuple[Somebody, ...] = ()) -> Answer:
        answer = self.asker.ask(path)
        self.hold(f"GET {path}", answer, about)
        if answer.written:
            self.faults.append(f"GET {path}: writes {answer.written}")
        return answer

    def hold(
        self,
        what: str,
        answer: Answer,
        about: tuple[Somebody, ...],
        reveals: tuple[Somebody, ...] = (),
        data: dict[str, str] | None = None,
    ) -> None:
        """Against the table of rights; and whoever asks for a person out of reach gets no page, and is written down."""
        heard = replace(answer, words=without(answer.words, data or {}))
        for fault in self.judge.faults(self.viewer, heard, about=about, reveals=reveals):
            if not (fault.endswith(leak_walk.UNLOGGED) and written_by_the_reader(what, data or {})):
                self.faults.append(f"{what}: {fault}")
        for one in about:
            unknown = not leak_reach.is_known(self.viewer, one)
            if answer.status == 200 and unknown and not self.under_pseudonym(what, one):
                self.faults.append(f"{what}: a page about {one.key}, who is out of reach")
            # Somebody within reach may be refused for something else: a course nobody here takes part in.
            if answer.status == 404 and unknown and one.row.pk not in answer.refused | answer.shown:
                self.faults.append(f"{what}: refused {one.key}, and no log knows")

    def under_pseudonym(self, what: str, one: Somebody) -> bool:
        """A proposal for an order of the own municipality has a page, without a name on it."""
        if self.viewer.kind != "municipality" or "/forslag/" not in what:
            return False
        return one.trait in ("shared", "accepted") or one.home == self.viewer.home


def without(words: str, data: dict[str, str]) -> str:
    """The answer without what was sent: a refused form gives it back, and the forms sent were filled in by others."""
    for value in data.values():
        if len(value) > 4:
            words = words.replace(value, "")
    return words


def written_by_the_reader(what: str, data: dict[str, str]) -> bool:
    """A name the reader typed or uploaded comes back as it came, before anybody has found out whom it is about."""
    return what.endswith("/kolonner/") or any(re.fullmatch(r"Bo\w{6}iba", value) for value in data.values())


def links_with_words(walk: Walk) -> list[str]:
    return sorted(link for link in walk.links if "?" in link and "next=" not in link)[:LINKS]


@pytest.mark.parametrize("name", viewers(DAILY))
def test_nobody_is_told_of_people_out_of_reach(world: World, name: str) -> None:
    walk = Walk(world, name)
    closed_to_get: set[str] = set()
    for address in walk.addresses():
        if address.route.name in closed_to_get:
            continue
        answer = walk.get(address.path, address.about)
        if answer.status == 405:
            closed_to_get.add(address.route.name)
        page = page_from(address.path, answer)
        walk.links |= page[2]
        if is_read_again(address, walk.viewer):
            _PAGES[id(world), name, address.path] = page
    for link in links_with_words(walk):
        walk.get(link)
    walk.faults += [f"a page leads to {link}, which the role may not open" for link in closed_links(walk)]
    assert not walk.faults, leak_walk.in_short(walk.faults)


def closed_links(walk: Walk) -> Iterator[str]:
    """Links on the pages the viewer opened to addresses whose rule does not name the viewer's role, those a field asks
    for suggestions among them. Who has not signed in is asked to."""
    for link in sorted(walk.links if walk.viewer.role else ()):
        try:
            rule = rule_of(resolve(leak_forms.path_of(link)).func)
        except Resolver404:  # a file beside the pages
            continue
        if rule is not None and not permits(rule, walk.viewer.role or None, walk.viewer.kind):
            yield link


@pytest.mark.parametrize("name", viewers(SEARCHING))
def test_searching_for_people_out_of_reach_is_like_searching_for_nobody(world: World, name: str) -> None:
    """Lists, counts and suggestions: the answer to the beginning of a hidden name is the answer to no name at all."""
    walk = Walk(world, name)
    for action, form in searches(walk).items():
        for one in hidden(world, walk.viewer):
            for field in sorted(form.texts):
                told, nothing = (searched(walk, action, field, typed) for typed in (one.secrets.beginning, NOBODY))
                if told != nothing:
                    walk.faults.append(f"GET {action}: {field} tells that there is {one.key}")
    assert not walk.faults, leak_walk.in_short(walk.faults)


def searches(walk: Walk) -> dict[str, leak_forms.Form]:
    """The search forms on the viewer's pages without ids."""
    found: dict[str, leak_forms.Form] = {}
    for address in walk.addresses():
        if not address.route.arguments:
            _status, forms, _links = page_of(walk.world, walk.asker, address.path)
            found |= {leak_forms.path_of(form.action): form for form in forms if form.method == "get" and form.texts}
    return found


def hidden(world: World, viewer: Viewer) -> list[Somebody]:
    unknown = [one for one in world.somebodies if not leak_reach.is_known(viewer, one)]
    return unknown if FULL else [one for one in unknown if one.trait in ("shared", "protected", "pending")]


def searched(walk: Walk, action: str, field: str, typed: str) -> tuple[int, str]:
    """What a search gives, held against the table of rights, without the words searched for."""
    answer = walk.asker.ask(f"{action}?{field}={typed}")
    walk.hold(f"GET {action}?{field}={typed}", answer, ())
    return plain(answer, typed)


def plain(answer: Answer, typed: str) -> tuple[int, str]:
    """An answer without what was typed, and without what is new in every answer."""
    words = re.sub(typed, "", answer.words, flags=re.IGNORECASE)
    return answer.status, _TOKENS.sub("", words)


@pytest.mark.parametrize("name", viewers(POSTING))
def test_nobody_changes_or_uncovers_people_out_of_reach(world: World, name: str) -> None:
    """Every address is sent what its form holds, as the one who asks; what is saved is thrown away again."""
    walk = Walk(world, name)
    filled = form_data(world)
    for address in walk.addresses(sends=True):
        if address.route.name.startswith(("account_", "mfa_", "set_language", "personas")):
            continue
        for data in [filled.get(address.key, {}) | {"version": "1"}, *posts(address.route.name, world)]:
            answer = walk.asker.ask(address.path, data)
            if answer.status == 405:
                break
            reveals = address.about if address.route.name.endswith("reveal") else ()
            walk.hold(f"POST {address.path} {sorted(data)}", answer, address.about, reveals, data)
            walk.faults += [f"POST {address.path}: {fault}" for fault in lawless(walk.viewer, address, answer)]
    assert not walk.faults, leak_walk.in_short(walk.faults)


def lawless(viewer: Viewer, address: Address, answer: Answer) -> Iterator[str]:
    """Writing in a case that the viewer cannot see."""
    for one in address.about:
        own_only = viewer.note == "caseload"
        as_owner_of_the_order = "proposal" in address.route.name and viewer.kind == "municipality" and not own_only
        if answer.written and not leak_reach.is_known(viewer, one) and not as_owner_of_the_order:
            yield f"writes {answer.written} on {one.key}"


Filled = dict[tuple[str, ...], dict[str, str]]
_FILLED: dict[int, Filled] = {}
# Whose pages hold the forms. The second of a pair is asked for what the first was shown no page of.
OWNERS = (
    ("helsingor/caseworker", "helsingor/company_consultant"), ("helsingor/administrator",),
    ("company/company_contact",), ("secretariat/coordinator",), ("helsingor/accepted as citizen",),
)  # fmt: skip


def form_data(world: World) -> Filled:
    """{route: what its form holds}, from the pages of those who may use it."""
    if id(world) not in _FILLED:
        _FILLED[id(world)] = dict(_harvest(world))
    return _FILLED[id(world)]


def _harvest(world: World) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    everything = leak_walk.addresses(world, WORDS)
    for alike in OWNERS:
        seen: set[tuple[str, ...]] = set()
        for name in alike:
            yield from _shown_to(Asker(world.viewer(name)), world, everything, seen)


def _shown_to(
    asker: Asker, world: World, everything: list[Address], seen: set[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """What forms hold on the pages a viewer opens, one of each kind. `seen`: the kinds somebody alike was shown."""
    by_path = {address.path: address.key for address in everything}
    for address in everything:
        if address.key in seen or not permits_viewer(address, asker.viewer):
            continue
        status, forms, _links = page_of(world, asker, address.path)
        if status in (200, 405):
            seen.add(address.key)
        for form in forms:
            key = by_path.get(leak_forms.path_of(form.action))
            if form.method == "post" and key:
                yield key, form.fields


def permits_viewer(address: Address, viewer: Viewer) -> bool:
    return address.route.rule is not None and permits(address.route.rule, viewer.role or None, viewer.kind)


def test_the_walk_notices_what_it_is_looking_for(world: World) -> None:
    """The judge judges: a page that tells too much, in any spelling, is a fault for one and none for the other."""
    judge, one = Judge(world), world.person("helsingor/protected")
    page = f"<p>{one.secrets.given_name.upper()} {one.secrets.cpr[:6]}-{one.secrets.cpr[6:]} {one.secrets.postcode}</p>"
    colleague, stranger = world.viewer("helsingor/caseworker"), world.viewer("fredensborg/caseworker")
    logged = Answer(200, page, shown={one.row.pk})
    assert list(judge.faults(colleague, logged)) == ["tells address, cpr of helsingor/protected"]
    assert list(judge.faults(colleague, logged, reveals=(one,))) == []
    assert list(judge.faults(stranger, logged)) == ["tells address, born, cpr, name of helsingor/protected"]
    assert "names helsingor/protected and no log knows" in list(judge.faults(colleague, Answer(200, page)))
    code = Answer(200, "<dd>Kontanthjælp,\n  grundsats</dd>")
    assert list(judge.faults(stranger, code, about=(one,))) == ["tells benefit of helsingor/protected"]


def test_no_two_invented_people_share_a_secret(world: World) -> None:
    judge = Judge(world)
    for one in world.somebodies:
        words = " ".join([one.secrets.given_name, one.secrets.cpr, one.secrets.email, one.secrets.street])
        assert set(judge.told(words)) == {one.key}
