"""The regions of a match on Spark: each is matched by the same kernels where Spark has room, and told back.

For regions that outgrow one machine, and whoever already has such a platform. Which Spark is Spark's own business:
spark-defaults.conf, PYSPARK_SUBMIT_ARGS or SPARK_REMOTE; without any of them, this machine.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from tovholder.cli import match_regions
from tovholder.cli.complaint import Complaint
from tovholder.cli.match_regions import Told
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.result import RegionResult

PACKAGES = ("pyspark", "pyarrow", "pandas")  # Spark asks for pandas, and we use none of it
JAVA = 17
FIELDS = "region int, row int, ranking binary, shown binary"
AT_ONCE = 200  # orders in a batch on its way back


def check() -> None:
    """Complaint when something that Spark needs is missing, with the line to type."""
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        where = 'where pip installed Tovholder: pip install "tovholder[spark]"'
        raise Complaint(f"--engine spark needs {', '.join(missing)}; install with ./tovholder setup spark ({where}).")
    if "SPARK_REMOTE" not in os.environ and (java := _java()) < JAVA:
        found = f"finds Java {java}" if java else "finds none"
        install = f"install with: sudo apt-get install -y openjdk-{JAVA}-jre-headless"
        raise Complaint(f"--engine spark needs Java {JAVA} and {found}; {install}")


def _java() -> int:
    """The version of the Java that Spark would start; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    program = Path(home, "bin", "java") if home else shutil.which("java")
    if program is None or not Path(program).exists():
        return 0
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found.group(1)) if found else 0


def match(problem: Problem, *, top: int, cap: int, running: Callable[[float, float | None], None]) -> RegionResult:
    """As `match_region`. `running` is told how many seconds it has gone on."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    found = match_regions.regions(problem)
    try:
        made = _watched(lambda: _answers(problem, found, top, cap), running)
    except (PySparkException, Py4JError) as fault:
        raise Complaint(f"Spark could not do it: {_reason(str(fault))}") from fault
    told: list[list[Told]] = [[] for _ in found]
    for batch in made.to_batches():
        for region, *rest in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            told[region].append(Told(*rest))
    return match_regions.together(problem, top, zip(found, map(_columns_first, told), strict=True))


def _reason(said: str) -> str:
    """The line that names the fault, of many: the last of a Python or Java error that is not only handed on."""
    lines = [line.strip(" :|") for line in said.splitlines() if line.strip(" :|")]
    named = [line for line in lines if re.match(r"(Caused by: )?[\w.$]*(Error|Exception): ", line)]
    return (named or lines or ["it said nothing"])[-1 if named else 0]


def _columns_first(told: list[Told]) -> list[Told]:
    return sorted(told, key=lambda each: each.order)


def _watched(work: Callable[[], Any], running: Callable[[float, float | None], None]) -> Any:
    begun = time.perf_counter()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        while wait([done], timeout=0.5).not_done:
            running(time.perf_counter() - begun, None)
        return done.result()


def _answers(problem: Problem, found: list[match_regions.Region], top: int, cap: int) -> Any:
    """An Arrow table of all that is told, a region in each task."""
    import pyarrow

    contents = [match_regions.packed(problem, region) for region in found]
    numbers = pyarrow.array(range(len(found)), pyarrow.int32())
    asked = pyarrow.table({"region": numbers, "content": pyarrow.array(contents, pyarrow.binary())})
    frame = _session().createDataFrame(asked).repartitionById(len(found), "region")
    return frame.mapInArrow(_matching(top, cap), FIELDS).toArrow()


def _session() -> Any:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("Tovholder: matching by region")
    if "SPARK_REMOTE" not in os.environ:  # of a Spark that is there already these are somebody else's
        builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.driver.maxResultSize", "0")
    return builder.getOrCreate()


def _matching(top: int, cap: int) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """What runs where Spark has room: batches of (region, content) in, batches of what is told out."""

    def match_each(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            for region, content in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield from _batches(region, match_regions.matched(content, top=top, cap=cap))

    return match_each


def _batches(region: int, told: Iterator[Told]) -> Iterator[Any]:
    import pyarrow

    types = pyarrow.int32(), pyarrow.int32(), pyarrow.binary(), pyarrow.binary()
    while some := [(region, *each) for each in islice(told, AT_ONCE)]:
        columns = [pyarrow.array(column, kind) for column, kind in zip(zip(*some, strict=True), types, strict=True)]
        yield pyarrow.RecordBatch.from_arrays(columns, ["region", "row", "ranking", "shown"])
