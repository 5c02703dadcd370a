from tovholder import vocabulary

WORDS = vocabulary.load(None)


def codes(typed: str, kind: str = "occupation", language: str = "da", limit: int = 10) -> list[str]:
    return [each.code for each in WORDS.suggest(typed, kind, language, limit)]


def test_a_beginning_finds_occupations_by_title_and_by_everyday_word() -> None:
    assert codes("opvask") == ["dishwasher"]
    assert codes("pedel") == ["school_caretaker"]


def test_a_whole_title_comes_first_though_longer_ones_begin_alike() -> None:
    assert codes("gartner")[0] == "gardener"


def test_case_and_danish_letters_do_not_matter() -> None:
    assert codes("BROLÆG") == codes("brolaeg") == codes("brolag") != []


def test_a_word_inside_a_title_is_found() -> None:
    assert "sosu_helper" in codes("sundhedshjælper")


def test_english_titles_answer_in_english() -> None:
    assert WORDS.suggest("forkl", "occupation", "en")[0].label == "forklift driver"


def test_an_alternative_is_shown_with_the_name_it_stands_for() -> None:
    found = WORDS.suggest("vicev", "occupation")[0]
    assert (found.label, found.matched) == ("ejendomsservicetekniker", "vicevært")


def test_headings_are_never_suggested_as_skills() -> None:
    assert "cleaning_methods" not in codes("rengøring", "skill", limit=50)


def test_nothing_typed_suggests_nothing_and_the_limit_holds() -> None:
    assert codes("") == codes("  ") == codes("m", limit=0) == []
    assert len(codes("m", limit=4)) == 4


def test_wider_skills_are_nearest_first() -> None:
    assert WORDS.wider("tig_welding") == ("welding_skill", "metal_work", "industrial_work")
    assert WORDS.wider("no such skill") == ()


def test_an_unknown_code_is_shown_as_itself() -> None:
    assert WORDS.label("skill", "gone", "da") == "gone"
    assert WORDS.label("occupation", "cook", "da") == "kok"


def test_arrays_point_where_the_codes_do() -> None:
    arrays = WORDS.arrays()
    tig = arrays.skill_index["tig_welding"]
    assert arrays.skill_codes[arrays.skill_parent[tig]] == "welding_skill"
    assert arrays.occupation_isco[arrays.occupation_index["cook"]] == 5120
    assert arrays.industry_codes[arrays.occupation_industry[arrays.occupation_index["cook"]]] == "kitchen"


def test_arrays_hold_every_relation_once() -> None:
    arrays = WORDS.arrays()
    cook = arrays.relation_occupation == arrays.occupation_index["cook"]
    essential = arrays.relation_skill[cook & arrays.relation_essential]
    assert {arrays.skill_codes[place] for place in essential} == set(WORDS.occupations["cook"].essential)


def test_headings_can_be_told_from_skills() -> None:
    arrays = WORDS.arrays()
    assert arrays.skill_is_group[arrays.skill_index["cleaning_methods"]]
    assert not arrays.skill_is_group[arrays.skill_index["general_cleaning"]]
