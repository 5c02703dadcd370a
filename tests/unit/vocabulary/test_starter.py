"""The shipped words hold together."""

from collections import Counter

import pytest

from tovholder import vocabulary
from tovholder.vocabulary import shipped
from tovholder.vocabulary.concepts import SKILL_KINDS, labels
from tovholder.vocabulary.folding import fold

WORDS = vocabulary.load(None)


@pytest.mark.parametrize("name", ["industries.csv", "occupations.csv", "skills.csv", "places.csv"])
def test_a_code_is_used_once(name: str) -> None:
    codes = Counter(row["code"] for row in shipped.rows(name))
    assert [code for code, times in codes.items() if times > 1] == []


def test_every_parent_exists_before_its_child_and_is_no_deeper_than_three_levels() -> None:
    seen: set[str] = set()
    for skill in WORDS.skills.values():
        assert skill.parent == "" or skill.parent in seen, skill.code
        assert len(WORDS.wider(skill.code)) <= 3, skill.code
        seen.add(skill.code)


def test_every_skill_is_of_a_known_kind_and_lies_in_a_group() -> None:
    assert {skill.kind for skill in WORDS.skills.values()} == set(SKILL_KINDS)
    assert [s.code for s in WORDS.skills.values() if s.kind != "group" and not s.parent] == []


def test_every_occupation_needs_at_least_three_skills_that_exist_and_are_no_headings() -> None:
    for occupation in WORDS.occupations.values():
        needed = (*occupation.essential, *occupation.optional)
        assert len(occupation.essential) >= 3, occupation.code
        assert len(set(needed)) == len(needed), occupation.code
        assert all(WORDS.skills[code].kind != "group" for code in needed), occupation.code


def test_every_industry_has_at_least_eight_occupations() -> None:
    sizes = Counter(occupation.industry for occupation in WORDS.occupations.values())
    assert set(sizes) == set(WORDS.industries)
    assert min(sizes.values()) >= 8


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", ["occupations", "skills"])
def test_no_name_means_two_things(kind: str, language: str) -> None:
    owners: dict[str, set[str]] = {}
    for concept in getattr(WORDS, kind).values():
        if getattr(concept, "kind", "") == "group":
            continue
        for name in labels(concept, language):
            owners.setdefault(fold(name), set()).add(concept.code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_isco_groups_have_four_digits() -> None:
    assert [o.code for o in WORDS.occupations.values() if not (o.isco.isdecimal() and len(o.isco) == 4)] == []


@pytest.mark.parametrize(
    ("title", "industry"),
    [
        ("stilladsarbejder", "construction"),
        ("brolægger", "landscaping"),
        ("anlægsgartner", "landscaping"),
        ("rengøringsassistent", "cleaning"),
        ("truckfører", "logistics"),
        ("lagermedarbejder", "logistics"),
        ("opvasker", "kitchen"),
        ("køkkenmedhjælper", "kitchen"),
        ("social- og sundhedshjælper", "care"),
    ],
)
def test_the_everyday_titles_of_job_consultants_are_there(title: str, industry: str) -> None:
    assert [o.industry for o in WORDS.occupations.values() if o.da == title] == [industry]


def test_licences_are_certificates_and_each_code_is_one_skill() -> None:
    codes = [s.licence for s in WORDS.skills.values() if s.licence]
    assert len(codes) == len(set(codes))
    assert {"forklift", "driving_b", "driving_c", "driving_d", "hygiene", "road_work", "hot_work", "welding"} <= set(
        codes
    )
    assert all(WORDS.skills[skill].kind == "certificate" for skill in WORDS.licences.values())
