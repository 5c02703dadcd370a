from pathlib import Path

import pytest

from tovholder.vocabulary import places, postcodes

DENMARK = places.load(None)
GOOD = "postnr,by,lat,lon,kommuner\n1000-1499,København K,55.683,12.594,\n2730,Herlev,55.734,12.434,163\n"
GOOD += "2640,Hedehusene,55.65,12.2,169|265\n"


def test_there_are_98_municipalities_in_five_regions() -> None:
    assert len(DENMARK.municipalities) == 98
    assert len({each.region for each in DENMARK.municipalities.values()}) == 5


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Herlev", "0163"),
        ("163", "0163"),
        (163, "0163"),
        ("Lyngby-Tårnbæk", "0173"),
        ("Nordfyn", "0480"),
        ("Nordfyns Kommune", "0480"),
        ("Are", "0492"),
        ("Aro", "0492"),
        ("AERO", "0492"),
        ("Københavns Kommune", "0101"),
        ("Kobenhavn", "0101"),
        ("Assens Kommune", "0420"),
        ("Århus", "0751"),
        ("høje tåstrup", "0169"),
        ("Ringkobing-Skjern", "0760"),
    ],
)
def test_a_municipality_is_known_by_its_spellings(written: str | int, code: str) -> None:
    found = DENMARK.municipality(written)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("written", ["", "Gotham", "9999", "Kommune"])
def test_what_is_no_municipality_is_not_guessed(written: str) -> None:
    assert DENMARK.municipality(written) is None


@pytest.mark.parametrize("written", ["Tårnby-Dragør", "Tårnby-Drøbak"])
def test_a_name_for_two_is_answered_with_both_and_never_with_one(written: str) -> None:
    assert {each.name for each in DENMARK.municipalities_named(written)} == {"Tårnby", "Dragør"}
    assert DENMARK.municipality(written) is None


def test_a_well_known_town_lies_in_its_municipality() -> None:
    town = DENMARK.town("Skagen")
    assert town is not None
    assert town.name == "Frederikshavn"


@pytest.mark.parametrize(("one", "other", "road"), [("0101", "0751", 157), ("0101", "0163", 9), ("0851", "0461", 184)])
def test_distances_are_within_two_percent_of_the_great_circle(one: str, other: str, road: int) -> None:
    ends = DENMARK.municipalities[one].point, DENMARK.municipalities[other].point
    assert places.distance_km(*ends) == pytest.approx(road, rel=0.02, abs=2)


def test_distance_does_not_depend_on_the_direction() -> None:
    one, other = DENMARK.municipalities["0400"].point, DENMARK.municipalities["0561"].point
    assert places.distance_km(one, other) == places.distance_km(other, one)


@pytest.mark.parametrize(("kilometres", "band"), [(0, 0), (5, 0), (5.1, 1), (15, 1), (30, 2), (60, 3), (400, 4)])
def test_travel_bands_include_their_upper_edge(kilometres: float, band: int) -> None:
    assert places.travel_band(kilometres) == band


def test_without_an_import_a_postcode_is_honestly_unknown() -> None:
    assert DENMARK.locate("2730") is None
    located = DENMARK.locate("2730", "163")
    assert located is not None
    assert (located.exact, located.note) == (False, "unknown_postcode")
    assert located.point == DENMARK.municipalities["0163"].point


def test_imported_postcodes_are_used(tmp_path: Path) -> None:
    file = tmp_path / "postcodes-from-the-map.csv"
    file.write_text(GOOD, encoding="utf-8")
    assert places.import_places(file, tmp_path / "vocabulary") == 3
    denmark = places.load(tmp_path / "vocabulary")
    for written in ("1234", "DK-1234"):
        located = denmark.locate(written)
        assert located is not None
        assert located.exact
    town = denmark.town("Herlev")
    assert town is not None
    assert town.code == "0163"
    assert denmark.town("Hedehusene") == DENMARK.town("Hedehusene")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "missing column postnr"),
        ("postnr,by,lat,lon\n", "missing column kommuner"),
        ("postnr,by,lat,lon,kommuner\n", "no postcodes"),
        ("postnr,by,lat,lon,kommuner\n2730,Herlev,12.4,55.7,163\n", "line 2: not a postcode"),
        ("postnr,by,lat,lon,kommuner\nx,Herlev,55.7,12.4,163\n", "line 2: not a postcode"),
        ("postnr,by,lat,lon,kommuner\n2730,Herlev\n", "line 2: not a postcode"),
    ],
)
def test_a_bad_file_gets_one_line_per_fault_and_leaves_the_old_import(tmp_path: Path, text: str, fault: str) -> None:
    folder, file = tmp_path / "vocabulary", tmp_path / "map.csv"
    file.write_text(GOOD, encoding="utf-8")
    places.import_places(file, folder)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(postcodes.UnreadablePostcodesError, match=fault):
        places.import_places(file, folder)
    assert places.load(folder).locate("2730") is not None


def test_a_picture_is_not_a_postcode_file(tmp_path: Path) -> None:
    file = tmp_path / "map.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    with pytest.raises(postcodes.UnreadablePostcodesError, match="not a CSV file in UTF-8"):
        postcodes.read(file)
