"""Translations: every subject's django.po is compiled to the .mo that gettext reads."""

from pathlib import Path

from tools import places, programs
from tools.steps import Step, digest


def step() -> Step:
    return Step(
        title="Translations",
        stamp=places.SETUP / "translations",
        mark=lambda: digest(catalogues()),
        is_there=lambda: all(path.with_suffix(".mo").exists() for path in catalogues()),
        work=compile_all,
    )


def catalogues() -> list[Path]:
    return sorted((places.SOURCE / "tovholder").glob("**/locale/**/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Run by the environment's Python, which has Babel; each .mo is there whole or not at all."""
    programs.run([places.PYTHON, Path(__file__).with_name("compile_catalogues.py"), *catalogues()])
