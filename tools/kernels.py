"""The engine's kernels: compiled at set-up and kept, because the first use would wait a minute or two for it."""

from pathlib import Path

from tools import places, programs
from tools.steps import Step, digest

ENGINE = places.SOURCE / "tovholder" / "engine"


def step(purpose: str) -> Step:
    """For `run` those of matching and of the nightly plan, which pages and nights use; for `test` all of them."""
    rooms = ["matching", "plans"] if purpose == "run" else []
    return Step(
        title="The engine's kernels",
        stamp=places.SETUP / f"kernels-for-{purpose}",
        mark=lambda: digest([*sorted(ENGINE.rglob("*.py")), places.ROOT / "requirements.lock"], places.platform()),
        is_there=lambda: any(folder().rglob("*.nbi")),
        work=lambda: compile_all(rooms),
    )


def folder() -> Path:
    return Path(places.environment()["NUMBA_CACHE_DIR"])


def compile_all(rooms: list[str]) -> None:
    """What is kept and still valid is not compiled again."""
    programs.run([places.PYTHON, "-m", "tovholder.engine.warm", *rooms])
