"""From the words typed to the program that does them: set up first, then hand over."""

import os
import sys

from tools import assets, kernels, locking, places, python_packages, spark, steps, translations
from tools.trouble import Trouble


def main(words: list[str]) -> int:
    """Returns the exit code; for the product's own commands it does not return at all."""
    os.environ["PYTHONUTF8"] = "1"
    command = words[0] if words else "--help"
    try:
        if command == "test":
            from tools import test_run

            return test_run.main(words[1:])
        if command == "lock":
            locking.write()
            return 0
        if _is_asked_for_help(words):
            steps.bring_up_to_date([python_packages.step("run")])
        else:
            prepare("test" if command == "bench" else "run")
        if command == "setup":
            if words[1:] == ["spark"]:
                spark.ensure()
            steps.say("Everything is set up.")
            return 0
        hand_over(words or ["--help"])
    except Trouble as trouble:
        print(f"tovholder: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ntovholder: stopped. A set-up that was cut off goes on at the next start.", file=sys.stderr)
        return 130
    return 0


def _is_asked_for_help(words: list[str]) -> bool:
    """Help needs the packages, but for `bench` too not those for tests, and nothing that is compiled."""
    return words[:1] in ([], ["help"]) or bool({"-h", "--help"} & set(words))


def prepare(purpose: str) -> None:
    """Packages, front end and translations, each only when it is not current."""
    steps.bring_up_to_date(
        [
            python_packages.step(purpose),
            assets.packages_step(),
            assets.build_step(),
            translations.step(),
            kernels.step(purpose),
        ]
    )


def hand_over(words: list[str]) -> None:
    """Become the product's command line."""
    sys.stdout.flush()
    environment = places.environment() | spark.on_path(words)
    os.execve(places.PYTHON, [str(places.PYTHON), "-m", "tovholder.cli", *words], environment)  # noqa: S606
