"""Two who issue in the same instant get two numbers, one after the other: on a server and on a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.integration.papers import at_once

ROOT = Path(__file__).resolve().parents[3]
BOTH = ["2026-00001", "2026-00002"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a test's SQLite lies in memory; the file is tried below")
@pytest.mark.usefixtures("transactional_db")
def test_on_a_server_no_number_is_given_twice_and_none_left_out() -> None:
    assert at_once.issue_both(at_once.two_stays()) == BOTH


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an installation on a file is SQLite's")
def test_on_a_file_no_number_is_given_twice_and_none_left_out(tmp_path: Path) -> None:
    own = {"DJANGO_SETTINGS_MODULE": "tests.settings", "TOVHOLDER_HOME": str(tmp_path), "PYTHONPATH": f"{ROOT}"}
    told = subprocess.run(
        [sys.executable, "-m", at_once.__name__],
        cwd=ROOT,
        env=os.environ | own,
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split(",") == BOTH
