"""Spark for `match --engine spark`: its packages in a folder of their own under var/, and Java from Debian.

Beside the environment and not in it: half a gigabyte that nearly nobody needs.
"""

import os
import re
import tempfile
from pathlib import Path

from tools import places, programs, python_packages, steps, system_packages
from tools.steps import Step
from tools.trouble import Trouble

LOCK = places.ROOT / "tools" / "locks" / "spark.txt"
BUILDERS = places.ROOT / "tools" / "locks" / "spark-builders.txt"
FOLDER = places.VAR / "spark"
JAVA = 17


def step() -> Step:
    """The packages, once they are asked for."""
    return Step(
        title="Spark",
        stamp=places.SETUP / "spark",
        mark=lambda: steps.digest([LOCK, BUILDERS], places.platform()),
        is_there=(FOLDER / "pyspark").is_dir,
        work=_install,
    )


def ensure() -> str:
    """The folder to put on Python's path; packages and Java are installed when missing."""
    steps.bring_up_to_date([step()])
    if not has_java():
        system_packages.install([f"openjdk-{JAVA}-jre-headless"], what=f"Java {JAVA}")
    return str(FOLDER)


def on_path(words: list[str]) -> dict[str, str]:
    """What a command that asks for Spark finds in its environment, where Spark was set up."""
    asked = words[:1] == ["match"] and bool({"spark", "--engine=spark"} & set(words))
    return {"PYTHONPATH": str(FOLDER)} if asked and FOLDER.is_dir() else {}


def _install() -> None:
    """pyspark comes as source; what builds it is held to hashes like all the rest."""
    pip = python_packages.find_pip()
    if pip is None:
        raise Trouble("setting up Spark needs pip, which cannot be had on this machine.")
    with tempfile.TemporaryDirectory(dir=places.SETUP) as builders:
        python_packages.install_beside(pip, BUILDERS, Path(builders, "packages"))
        python_packages.install_beside(pip, LOCK, FOLDER, builders=Path(builders, "packages"))


def has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    said = programs.answers([Path(home, "bin", "java") if home else "java", "-version"]) or ""
    found = re.search(r'version "(\d+)', said)
    return found is not None and int(found.group(1)) >= JAVA
