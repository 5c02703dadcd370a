"""What a run keeps so that it can be made again: pseudonymised, encrypted, and deleted on its date."""

import hashlib
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import QuerySet

from tovholder.accounts.fields import decrypt, encrypt
from tovholder.engine.matching import archive, region
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.result import RegionResult
from tovholder.proposals import plans
from tovholder.proposals.models import MatchRun

_HEAD = struct.Struct("<IIQ")  # rows in a list, cap, bytes of the problem


@dataclass(frozen=True)
class Kept:
    """Everything a night's lists depend on. shown_before (people,): what the same week has used already."""

    problem: Problem
    shown_before: Any
    top: int
    exposure_cap: int
    plan: plans.Demand | None = None  # None: a run from before there were plans

    def match(
        self, *, stop: Callable[[], bool] | None = None, progress: Callable[[int, int], None] | None = None
    ) -> RegionResult:
        """The whole region, both ways. The same from the same, tonight or in a month."""
        return region.match_region(
            self.problem,
            top=self.top,
            exposure_cap=self.exposure_cap,
            shown_before=self.shown_before,
            stop=stop,
            progress=progress,
        )

    def to_bytes(self) -> bytes:
        problem = archive.save(self.problem)
        head = _HEAD.pack(self.top, self.exposure_cap, len(problem))
        plan = self.plan.to_bytes() if self.plan is not None else b""
        return head + problem + self.shown_before.astype("<i4").tobytes() + plan

    @classmethod
    def of_bytes(cls, content: bytes) -> "Kept":
        top, cap, size = _HEAD.unpack_from(content)
        rest = content[_HEAD.size :]
        problem = archive.load(rest[:size])
        ends = size + 4 * len(problem.people)
        plan = plans.Demand.of_bytes(rest[ends:]) if rest[ends:] else None
        return cls(problem, np.frombuffer(rest[size:ends], "<i4").astype(np.int32), top, cap, plan)

    def digests(self) -> str:
        """Of the lists, and of the plan where there was one: all over again."""
        result = self.match()
        made = plans.solve(self.problem, result, self.plan) if self.plan is not None else None
        return together(digest(result), plans.digest(made) if made is not None else "")


def digest(result: RegionResult) -> str:
    """A fingerprint of all lists of a run, in the engine's pseudonymous keys: what a replay must equal."""
    lists = [[(match.key, match.score, match.price) for match in shown] for shown in result.shown]
    return hashlib.sha256(json.dumps(lists).encode()).hexdigest()


def together(lists: str, plan: str) -> str:
    """One fingerprint of a run's lists and its plan."""
    return f"{lists}+{plan}" if plan else lists


def _folder() -> Path:
    folder = Path(settings.HOME) / "runs"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def keep(run: MatchRun, kept: Kept) -> str:
    """Keep what went in, encrypted. Written whole or not at all. Returns the file's name."""
    path = _folder() / f"{run.pk}.bin"
    draft = path.with_suffix(".part")
    draft.write_bytes(encrypt(kept.to_bytes()))
    draft.replace(path)
    return path.name


class CannotReplay(Exception):
    """The run's inputs are gone (deleted on their date) or the run never finished."""


def replay(run_id: int) -> tuple[str, str]:
    """(digest then, digest now): run the engine again on the kept inputs. Equal unless the engine changed."""
    run = MatchRun.objects.get(pk=run_id)
    path = _folder() / (run.inputs_path or "-")
    if run.finished_at is None or not path.is_file():
        raise CannotReplay
    then = together(run.facts["digest"], run.facts.get("plan", {}).get("digest", ""))
    return then, Kept.of_bytes(decrypt(path.read_bytes())).digests()


def delete_inputs(runs: QuerySet[MatchRun]) -> int:
    """Delete what went into these runs. Returns how many files went."""
    names = set(runs.values_list("inputs_path", flat=True))
    for name in names:
        (_folder() / name).unlink(missing_ok=True)
    runs.update(inputs_path="")
    return len(names)
