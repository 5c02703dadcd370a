"""How evenly people are proposed: measured, because lists that send everyone to the same places help nobody."""

import numpy as np

from .columns import I32
from .result import Exposure


def measured(times: I32) -> Exposure:
    """From how often each person is shown, (people,)."""
    return Exposure(times=times, gini=gini(times), share=float((times > 0).mean()) if times.size else 0.0)


def gini(times: I32) -> float:
    """Gini coefficient of how often people are shown: 0 when all equally often (or nobody is), towards 1 when few are.

    With times sorted rising, i from 1 to n: ``2 * sum(i * times) / (n * sum(times)) - (n + 1) / n``.
    """
    total = int(times.sum())
    if total == 0:
        return 0.0
    ranked, count = np.sort(times).astype(np.int64), times.size
    weighed = int((np.arange(1, count + 1) * ranked).sum())
    return 2 * weighed / (count * total) - (count + 1) / count
