"""A company's words become a profile to confirm."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder import vocabulary
from tovholder.vocabulary import places, text
from tovholder.vocabulary.profile import FoundConcept, StructuredProfile

WORDS, DENMARK, TODAY = vocabulary.load(None), places.load(None), date(2027, 4, 1)
ORDER = (
    "Vi søger 2 stærke folk til nedrivning og stilladsarbejde i Herlev, truckcertifikat en fordel, "
    "start 1. september, 37 timer, krav om dansk på DU2 modul 3"
)


def read(words: str) -> StructuredProfile:
    return text.read(words, vocabulary=WORDS, places=DENMARK, on=TODAY)


def occupations(words: str) -> dict[str, str]:
    return {each.code: each.certainty for each in read(words).occupations}


def demand(words: str, skill: str) -> str:
    return next(each.demand for each in read(words).skills if each.code == skill)


def test_an_order_in_one_sentence_is_read_whole() -> None:
    found = read(ORDER)
    assert [each.code for each in found.occupations] == ["scaffolder"]
    assert {"demolition", "scaffolding", "physical_strength"} <= {each.code for each in found.skills}
    assert [(each.code, each.demand) for each in found.licences] == [("forklift", "useful")]
    assert [each.code for each in found.municipalities] == ["0163"]
    assert found.places is not None
    assert (found.places.least, found.places.most) == (2, 2)
    assert found.weekly_hours is not None
    assert found.weekly_hours.least == 37
    assert found.start is not None
    assert found.start.earliest == found.start.latest == date(2027, 9, 1)
    assert found.danish is not None
    assert (found.danish.code, found.danish.demand) == ("du2.3", "required")
    assert found.unanswered == ("kinds",)


def all_evidence(found: StructuredProfile) -> list[FoundConcept]:
    return [*found.occupations, *found.skills, *found.industries]


def test_every_finding_shows_the_very_words_it_stands_on() -> None:
    for each in all_evidence(read(ORDER)):
        assert ORDER[each.evidence.start : each.evidence.end] == each.evidence.words


@pytest.mark.parametrize(
    ("words", "code", "certainty"),
    [
        ("Vi søger en anlægsgartner.", "gardener_landscape", "exact"),
        ("VI SØGER EN ANLÆGSGARTNER", "gardener_landscape", "exact"),
        ("Vi mangler en vicevært", "caretaker", "alternative"),
        ("tre brolæggere", "paver", "inflected"),
        ("kokkene har travlt", "cook", "inflected"),
        ("malerens makker", "painter", "inflected"),
        ("lagerarbejde om natten", "warehouse_worker", "inflected"),
        ("en hotelrengøringsmedarbejder", "cleaner", "compound"),
        ("en kokkeelev og en snedkerlærling", "joiner", "compound"),
        ("brolaeggere", "paver", "inflected"),
        ("rengoringsassistent", "cleaner", "spelling"),
        ("kokkenmedhjalper", "kitchen_helper", "spelling"),
        ("bygge- og anlægsarbejdere", "construction_labourer", "inflected"),
        ("VVS montør", "plumber", "exact"),
        ("flyttemænd", "mover", "inflected"),
        ("looking for two forklift drivers and you need to lift", "forklift_driver", "inflected"),
    ],
)
def test_an_occupation_is_found_and_says_how_surely(words: str, code: str, certainty: str) -> None:
    assert occupations(words).get(code) == certainty


def test_a_hanging_first_part_is_read_with_the_word_it_leans_on() -> None:
    assert set(occupations("køkken- og rengøringsassistent")) == {"nutrition_assistant", "cleaner"}


@pytest.mark.parametrize(
    "words",
    [
        "Kig bag ved muren og mål afstanden",
        "Her kan man lære meget, og du lærer hurtigt",
        "Vi driver en forretning med god service",
        "Det fortjener du",
        "Vi måler og vejer varerne",
        "Lager og terminal",
        "",
        "🙂 — …",
    ],
)
def test_common_words_are_not_taken_for_occupations(words: str) -> None:
    assert occupations(words) == {}


def test_a_longer_name_hides_the_shorter_inside_it() -> None:
    assert set(occupations("Vi søger en portør i lufthavn")) == {"baggage_handler"}
    assert set(occupations("Vi søger en social- og sundhedsassistent")) == {"sosu_assistant"}


@pytest.mark.parametrize(
    ("words", "skill", "expected"),
    [
        ("Krav: truckcertifikat, kørekort B og hygiejnebevis.", "hygiene_certificate", "required"),
        ("Du skal have kørekort, gerne truckcertifikat.", "licence_b", "required"),
        ("Du skal have kørekort, gerne truckcertifikat.", "forklift_certificate", "useful"),
        ("Krav om truckcertifikat, kørekort en fordel", "forklift_certificate", "required"),
        ("Krav om truckcertifikat, kørekort en fordel", "licence_b", "useful"),
        ("Truckcertifikat og kørekort er en fordel", "forklift_certificate", "useful"),
        ("Svendebrev er ikke et krav", "vocational_certificate", "useful"),
        ("Straffeattest kræves. Gerne weekendarbejde.", "criminal_record_check", "required"),
        ("straffeattest kraeves", "criminal_record_check", "required"),
        ("Arbejdet er opvask. Du skal møde til tiden.", "dishwashing", "stated"),
        ("We need people: driving licence is required, forklift certificate is an advantage", "licence_b", "required"),
    ],
)
def test_what_is_required_is_told_from_what_is_useful(words: str, skill: str, expected: str) -> None:
    assert demand(words, skill) == expected


def test_only_what_is_said_to_be_required_is_required() -> None:
    found = read("Opvask. Krav om hygiejnebevis.")
    assert found.required_skills == ("hygiene_certificate",)
    assert found.useful_skills == ("dishwashing",)


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("Vi søger 6 stuepiger", 6, 6),
        ("mangler 10-12 lagermedarbejdere", 10, 12),
        ("søger to dygtige kokke", 2, 2),
        ("har brug for to hjælpere", 2, 2),
        ("Gartneriet mangler 15 til potning", 15, 15),
        ("op til 5 personer", 5, 5),
        ("Vi er 30 medarbejdere og søger 2 folk", 2, 2),
    ],
)
def test_the_number_of_places_is_read(words: str, least: int, most: int) -> None:
    found = read(words).places
    assert found is not None
    assert (found.least, found.most) == (least, most)


@pytest.mark.parametrize(
    "words", ["Vi er 30 medarbejdere", "Svar inden for 24 timer", "2 års erfaring som kok", "kokke"]
)
def test_other_numbers_are_not_places(words: str) -> None:
    assert read(words).places is None


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [("37 timer", 37, 37), ("25-30 timer om ugen", 25, 30), ("32,5 timer ugentligt", 32.5, 32.5), ("fuldtid", 37, 37)],
)
def test_weekly_hours_are_read(words: str, least: float, most: float) -> None:
    found = read(words).weekly_hours
    assert found is not None
    assert (found.least, found.most) == (least, most)


@pytest.mark.parametrize("words", ["Svar inden for 24 timer", "8 timer om dagen", "deltid", "100 timer"])
def test_hours_of_other_kinds_are_left_alone(words: str) -> None:
    assert read(words).weekly_hours is None


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("start 1. september", date(2027, 9, 1), date(2027, 9, 1)),
        ("start 1. marts", date(2028, 3, 1), date(2028, 3, 1)),
        ("start d. 01-10-2027", date(2027, 10, 1), date(2027, 10, 1)),
        ("opstart 15/8", date(2027, 8, 15), date(2027, 8, 15)),
        ("start senest 1. juni", None, date(2027, 6, 1)),
        ("start tidligst 1. juni", date(2027, 6, 1), None),
        ("fra mandag den 7. december", date(2027, 12, 7), None),
        ("fra og med onsdag d. 2/12", date(2027, 12, 2), None),
        ("from Monday 7 December", date(2027, 12, 7), None),
        ("vi søger en kok fra december", date(2027, 12, 1), None),
        ("start senest mandag den 7. december", None, date(2027, 12, 7)),
        ("start hurtigst muligt", TODAY, None),
        ("start i uge 36", date(2027, 9, 6), date(2027, 9, 10)),
        ("start medio august", date(2027, 8, 11), date(2027, 8, 20)),
        ("start 1.-15. august", date(2027, 8, 1), date(2027, 8, 15)),
        ("start i december", date(2027, 12, 1), date(2027, 12, 31)),
        ("i sæsonen maj til juli", date(2027, 5, 1), date(2027, 5, 31)),
    ],
)
def test_the_start_window_is_read(words: str, earliest: date | None, latest: date | None) -> None:
    found = read(words).start
    assert found is not None
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "words", ["start 31-02-2027", "start uge 60", "10-12 kokke", "7.4 timer om dagen", "glædelig jul"]
)
def test_days_that_do_not_exist_are_not_read(words: str) -> None:
    assert read(words).start is None


def test_a_deadline_is_not_a_start() -> None:
    found = read("Ansøgningsfrist 15. maj. Start 1. juni.")
    assert found.answer_by is not None
    assert found.start is not None
    assert (found.answer_by.latest, found.start.earliest) == (date(2027, 5, 15), date(2027, 6, 1))


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        ("dansk på DU2 modul 3", "module", "du2.3"),
        ("DU 3, modul 4", "module", "du3.4"),
        ("danskuddannelse 1 modul 6", "module", "du1.6"),
        ("bestået PD2", "test", "pd2"),
        ("Prøve i Dansk 3", "test", "pd3"),
        ("dansk på A2-niveau", "cefr", "A2"),
        ("flydende dansk", "level", "fluent"),
        ("godt dansk", "level", "customers"),
        ("du forstår instruktioner", "level", "instructions"),
        ("ingen krav om dansk", "level", "none"),
        ("lidt dansk", "level", "simple_words"),
    ],
)
def test_the_danish_asked_for_is_read(words: str, kind: str, code: str) -> None:
    found = read(words).danish
    assert found is not None
    assert (found.kind, found.code) == (kind, code)


def test_kinds_of_stay_are_read() -> None:
    found = read("Vi tilbyder sprogpraktik, derefter løntilskud eller IGU-forløb med udsigt til fast job")
    assert [each.code for each in found.kinds] == ["language_placement", "wage_subsidy_private", "igu", "ordinary_job"]


def test_strains_are_read_beside_the_skills_of_the_same_words() -> None:
    found = read("Tunge løft og skiftehold på frostlager")
    assert [each.code for each in found.strains] == ["heavy_lifting", "changing_hours", "cold_or_heat"]
    assert "shift_work" in {each.code for each in found.skills}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("arbejdet er i Valby", "0101"),
        ("Lager i Taastrup", "0169"),
        ("Adresse: Vejen 4, 2730 Herlev", "0163"),
        ("I AARHUS", "0751"),
    ],
)
def test_the_place_of_work_is_read(words: str, code: str) -> None:
    assert code in {each.code for each in read(words).municipalities}


def test_a_postcode_is_read_with_its_town() -> None:
    assert [each.code for each in read("ved 2730 Herlev").postcodes] == ["2730"]


def test_the_kind_of_workplace_tells_the_industry() -> None:
    found = read("Plejecentret søger hjælp. Restauranten ligger i Køge.")
    assert [each.code for each in found.industries] == ["care", "kitchen"]


def test_nothing_found_is_said_so() -> None:
    assert len(read("Kom og vær med!").unanswered) == 7


def test_an_imported_cell_is_read_for_occupations_and_skills_alone() -> None:
    assert [each.code for each in text.occupations_in("Kok", vocabulary=WORDS)] == ["cook"]
    found = text.skills_in("rengøring; opvask, truckcertifikat", vocabulary=WORDS)
    assert [each.code for each in found] == ["general_cleaning", "dishwashing", "forklift_certificate"]


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_read(words: str) -> None:
    for each in all_evidence(read(words)):
        assert words[each.evidence.start : each.evidence.end] == each.evidence.words
