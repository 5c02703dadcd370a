"""An ESCO download becomes part of the vocabulary, or one clear line says why not."""

import csv
import io
import os
import zipfile
from pathlib import Path

import pytest

from tovholder import vocabulary
from tovholder.vocabulary import esco, esco_source

ROOT = "http://data.europa.eu/esco"
FILES = {
    "occupations_en.csv": [
        ["conceptUri", "iscoGroup", "preferredLabel", "altLabels"],
        [f"{ROOT}/occupation/1", "5120", "cook", "line cook\nhob cook"],
        [f"{ROOT}/occupation/2", "8182", "boiler operator", ""],
    ],
    "skills_en.csv": [
        ["conceptUri", "skillType", "preferredLabel", "altLabels"],
        [f"{ROOT}/skill/a", "skill/competence", "watch a boiler", "mind a boiler"],
        [f"{ROOT}/skill/b", "knowledge", "steam", ""],
        [f"{ROOT}/skill/c", "skill/competence", "do the dishes", ""],
    ],
    "skillGroups_en.csv": [["conceptUri", "preferredLabel"], [f"{ROOT}/skill/S1", "handling"]],
    "occupationSkillRelations.csv": [
        ["occupationUri", "relationType", "skillType", "skillUri"],
        [f"{ROOT}/occupation/2", "essential", "", f"{ROOT}/skill/a"],
        [f"{ROOT}/occupation/2", "optional", "", f"{ROOT}/skill/c"],
        [f"{ROOT}/occupation/2", "optional", "", f"{ROOT}/skill/gone"],
    ],
    "broaderRelationsSkillPillar.csv": [
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        ["", f"{ROOT}/skill/a", "", f"{ROOT}/skill/S1"],
        ["", f"{ROOT}/skill/a", "", f"{ROOT}/skill/b"],
        ["", f"{ROOT}/skill/b", "", f"{ROOT}/skill/a"],
    ],
}
DANISH = [
    ["uri", "rank", "label_da"],
    [f"{ROOT}/occupation/1", "1", "pandemester"],
    [f"{ROOT}/occupation/1", "0", "kok"],
    [f"{ROOT}/occupation/2", "0", "kedelpasser"],
    [f"{ROOT}/occupation/2", "1", "opvasker"],
    [f"{ROOT}/skill/c", "0", "opvask"],
]


def text_of(rows: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


@pytest.fixture
def download(tmp_path: Path) -> Path:
    folder = tmp_path / "download"
    folder.mkdir()
    for name, rows in FILES.items():
        (folder / name).write_text(text_of(rows), encoding="utf-8")
    (folder / "esco_labels_da.csv").write_text(text_of(DANISH), encoding="utf-8")
    return folder


@pytest.fixture
def words(download: Path, tmp_path: Path) -> vocabulary.Vocabulary:
    vocabulary.import_esco(download, tmp_path / "own")
    return vocabulary.load(tmp_path / "own")


def test_the_summary_counts_what_came_in(download: Path, tmp_path: Path) -> None:
    summary = vocabulary.import_esco(download, tmp_path / "own")
    assert (summary.occupations, summary.skills, summary.relations) == (2, 3, 2)
    assert (summary.danish_occupations, summary.danish_skills) == (2, 1)
    assert "ESCO classification of the European Commission" in summary.attribution


def test_an_occupation_with_the_starters_danish_name_is_the_starters(words: vocabulary.Vocabulary) -> None:
    assert words.occupations["cook"].esco_uri == f"{ROOT}/occupation/1"
    assert words.occupations["cook"].essential == vocabulary.load(None).occupations["cook"].essential
    assert "esco:1" not in words.occupations


def test_a_new_occupation_has_its_skills_in_merged_codes(words: vocabulary.Vocabulary) -> None:
    added = words.occupations["esco:2"]
    assert (added.da, added.en, added.isco) == ("kedelpasser", "boiler operator", "8182")
    assert (added.essential, added.optional) == (("esco:a",), ("dishwashing",))


def test_a_name_that_means_something_in_the_starter_keeps_its_meaning(words: vocabulary.Vocabulary) -> None:
    assert "opvasker" not in words.occupations["esco:2"].alternatives_da
    assert [each.code for each in words.suggest("opvasker", "occupation")] == ["dishwasher"]


def test_a_skill_lies_under_a_skill_before_a_group_and_rings_are_cut(words: vocabulary.Vocabulary) -> None:
    assert words.wider("esco:a") == ("esco:b",)
    assert words.wider("esco:b") == ()


def test_a_concept_without_a_danish_name_is_shown_and_found_in_english(words: vocabulary.Vocabulary) -> None:
    assert words.label("skill", "esco:a", "da") == "watch a boiler"
    assert [each.code for each in words.suggest("watch", "skill", "da")] == ["esco:a"]


def test_starter_indices_do_not_move_and_the_version_tells_the_two_apart(words: vocabulary.Vocabulary) -> None:
    before, after = vocabulary.load(None).arrays(), words.arrays()
    assert after.skill_codes[: len(before.skill_codes)] == before.skill_codes
    assert after.occupation_codes[: len(before.occupation_codes)] == before.occupation_codes
    assert before.version != after.version
    assert words.attribution
    assert not vocabulary.load(None).attribution


def test_the_same_download_gives_the_same_file(download: Path, tmp_path: Path) -> None:
    packed = []
    for name in ("one", "two"):
        vocabulary.import_esco(download, tmp_path / name)
        packed.append((tmp_path / name / esco.STORED_NAME).read_bytes())
    assert packed[0] == packed[1]


def test_a_zip_is_read_as_the_portal_ships_it(download: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "esco.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for path in download.iterdir():
            archive.write(path, f"ESCO dataset/{path.name}")
    assert vocabulary.import_esco(zipped, tmp_path / "own").danish_occupations == 2


@pytest.mark.parametrize("at", [0.1, 0.3, 0.5, 0.7, 0.95])
def test_a_zip_damaged_on_its_way_is_refused_and_never_half_read(download: Path, tmp_path: Path, at: float) -> None:
    zipped = tmp_path / "esco.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in download.iterdir():
            archive.write(path, path.name)
    content = bytearray(zipped.read_bytes())
    place = int(len(content) * at)
    content[place : place + 40] = b"\x07" * 40
    zipped.write_bytes(content)
    with pytest.raises(esco_source.UnreadableEscoError):
        vocabulary.import_esco(zipped, tmp_path / "own")
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("table", ["occupations", "skills", "occupationSkillRelations", "broaderRelationsSkillPillar"])
def test_a_missing_file_is_named(download: Path, tmp_path: Path, table: str) -> None:
    for path in download.iterdir():
        if path.stem.split("_")[0] == table:
            path.unlink()
    with pytest.raises(esco_source.UnreadableEscoError, match=f"^download: {table}.* is missing$"):
        vocabulary.import_esco(download, tmp_path / "own")


def test_a_changed_column_is_named_with_its_file(download: Path, tmp_path: Path) -> None:
    file = download / "skills_en.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("preferredLabel", "label"), encoding="utf-8")
    with pytest.raises(
        esco_source.UnreadableEscoError, match=r"^skills_en.csv, line 1: missing column preferredLabel$"
    ):
        vocabulary.import_esco(download, tmp_path / "own")


def test_a_short_row_is_named_with_its_line(download: Path, tmp_path: Path) -> None:
    with (download / "skills_en.csv").open("a", encoding="utf-8") as file:
        file.write("only one cell\n")
    with pytest.raises(esco_source.UnreadableEscoError, match=r"skills_en.csv, line 5: the row is too short"):
        vocabulary.import_esco(download, tmp_path / "own")


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"\x89PNG\r\n\x1a\n", "not a zip file"), (b"", "not a zip file"), (None, "no such folder or file")],
)
def test_what_is_no_download_is_refused_in_one_line(tmp_path: Path, content: bytes | None, fault: str) -> None:
    wrong = tmp_path / "esco.zip"
    if content is not None:
        wrong.write_bytes(content)
    with pytest.raises(esco_source.UnreadableEscoError, match=fault) as caught:
        vocabulary.import_esco(wrong, tmp_path / "own")
    assert len(caught.value.faults) == 1


def test_a_wrong_encoding_is_refused(download: Path, tmp_path: Path) -> None:
    (download / "occupations_en.csv").write_bytes("conceptUri,iscoGroup,preferredLabel,altLabels\nå".encode("cp1252"))
    with pytest.raises(esco_source.UnreadableEscoError, match=r"occupations_en.csv: not a readable CSV file in UTF-8"):
        vocabulary.import_esco(download, tmp_path / "own")


def test_a_failed_import_leaves_the_earlier_one(download: Path, tmp_path: Path) -> None:
    vocabulary.import_esco(download, tmp_path / "own")
    (download / "skills_en.csv").unlink()
    with pytest.raises(esco_source.UnreadableEscoError):
        vocabulary.import_esco(download, tmp_path / "own")
    assert "esco:2" in vocabulary.load(tmp_path / "own").occupations


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x1f\x8b\x08"])
def test_a_damaged_store_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / esco.STORED_NAME).write_bytes(content)
    with pytest.raises(esco_source.UnreadableEscoError, match="import ESCO again"):
        vocabulary.load(tmp_path)


def shared_data() -> Path | None:
    """The real download, beside the repository or where the environment says."""
    named = os.environ.get("TOVHOLDER_SHARED_DATA")
    around = [parent.parent / "shared" / "data" for parent in Path(__file__).resolve().parents]
    return next((path for path in ([Path(named)] if named else around) if (path / "esco").is_dir()), None)


def test_the_real_download_is_read_and_loads(tmp_path: Path) -> None:
    data = shared_data()
    if data is None:
        pytest.skip("../shared/data with the ESCO download is not beside the repository")
    summary = vocabulary.import_esco(data / "esco", tmp_path / "own")
    assert (summary.occupations, summary.skills) == (3007, 13896)
    assert summary.relations > 120_000
    words = vocabulary.load(tmp_path / "own")
    assert words.occupations["carpenter"].esco_uri
    assert len(words.occupations) > 3000
