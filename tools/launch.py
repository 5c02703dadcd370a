"""From the words typed to the program that does them: set up first, then hand over."""

import os
import sys
from collections.abc import Callable

from tools import assets, kernels, locking, places, python_packages, spark, steps, translations
from tools.trouble import Trouble

MEASUREMENTS = {"match", "engine", "pages"}


def main(words: list[str]) -> int:
    """Returns the exit code; for the product's own commands it does not return at all."""
    os.environ["PYTHONUTF8"] = "1"
    command = words[0] if words else "--help"
    try:
        if command == "test":
            from tools import test_run

            return test_run.main(words[1:])
        if command in OWN:
            return _own(command, words[1:])
        if _is_refused_or_explained(words):
            steps.bring_up_to_date([python_packages.step("run")])
        else:
            prepare("test" if command == "bench" else "run")
        hand_over(words or ["--help"])
    except Trouble as trouble:
        print(f"tovholder: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ntovholder: stopped. A set-up that was cut off goes on at the next start.", file=sys.stderr)
        return 130
    return 0


def _own(command: str, words: list[str]) -> int:
    """`setup` and `lock` are done here. Help changes nothing, and a word nobody knows is refused before anything is."""
    usage, known, work = OWN[command]
    if {"-h", "--help", "help"} & set(words):
        steps.say(usage)
        return 0
    for number, word in enumerate(words):
        if word not in known or number:
            raise Trouble(f"{command} does not know '{word}'; ./tovholder {command} --help says what it does.")
    work(words)
    return 0


def _set_up(words: list[str]) -> None:
    prepare("run")
    if words == ["spark"]:
        spark.ensure()
    steps.say("Everything is set up.")


OWN: dict[str, tuple[str, tuple[str, ...], Callable[[list[str]], None]]] = {
    "setup": (
        "usage: ./tovholder setup [spark]\n\n  sets up what is missing, and stops; spark: also for matching on Spark",
        ("spark",),
        _set_up,
    ),
    "lock": (
        "usage: ./tovholder lock\n\n  writes the lock files of the dependencies anew, with the newest versions",
        (),
        lambda words: locking.write(),
    ),
}


def _is_refused_or_explained(words: list[str]) -> bool:
    """Help needs the packages, but for `bench` too not those for tests, and nothing that is compiled; no more does a
    measurement that there is not, which the product's own program refuses."""
    is_help = words[:1] in ([], ["help"]) or bool({"-h", "--help"} & set(words))
    return is_help or (words[0] == "bench" and not MEASUREMENTS & set(words))


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
