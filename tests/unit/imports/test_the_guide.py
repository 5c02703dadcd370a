"""The guide lists exactly the columns the code reads, and the samples use only those."""

import csv
import re
from pathlib import Path

import pytest

from tools import import_columns
from tovholder.accounts.roles import Role
from tovholder.imports import columns
from tovholder.simulate import region

SAMPLES = Path(__file__).resolve().parents[3] / "docs" / "samples"


def test_the_guide_lists_the_columns_of_the_code() -> None:
    text = import_columns.FILE.read_text(encoding="utf-8")
    assert import_columns.rendered(text) == text, "run: python -m tools.import_columns"


@pytest.mark.parametrize("kind", columns.KINDS)
def test_every_header_of_a_sample_is_a_column(kind: str) -> None:
    with (SAMPLES / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file, delimiter=";"))
    assert {columns.key(word) for word in header} <= set(columns.by_header(kind))


def test_the_imports_of_the_guides_demo_can_be_opened_by_a_persona() -> None:
    text = import_columns.FILE.read_text(encoding="utf-8")
    (code,) = re.findall(r"TOVHOLDER_MODE=demo \./tovholder import \w+ \S+ --organisation (\d{4})", text)
    roles = {role for _, body, role, _ in region._PERSONAS if body == code}
    assert {Role.COMPANY_CONSULTANT, Role.TEAM_LEADER} <= roles
