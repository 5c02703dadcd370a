"""Of two choices of one person at one workplace in the same instant, one is refused: on a server and on a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.integration.proposals import at_once

ROOT = Path(__file__).resolve().parents[3]
ONE_OF_TWO = ["chosen", "proposal.chosen_there_already"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a test's SQLite lies in memory; the file is tried below")
@pytest.mark.usefixtures("transactional_db")
def test_the_second_of_two_choices_waits_for_the_first_and_is_refused() -> None:
    assert at_once.choose_both(at_once.two_shown()) == ONE_OF_TWO


@pytest.mark.full
@pytest.mark.skipif(connection.vendor != "sqlite", reason="an installation on a file is SQLite's")
def test_on_a_file_the_second_of_two_choices_is_refused_too(tmp_path: Path) -> None:
    own = {"DJANGO_SETTINGS_MODULE": "tests.settings", "TOVHOLDER_HOME": str(tmp_path), "PYTHONPATH": f"{ROOT}"}
    told = subprocess.run(
        [sys.executable, "-m", at_once.__name__],
        cwd=ROOT,
        env=os.environ | own,
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split(",") == ONE_OF_TWO
