"""What all companies of a list would have answered, from those who did: stratified by industry and area.

Source: Cochran, Sampling Techniques (3rd ed. 1977), 5.3-5.6 (stratified means and totals with the finite-population
correction) and 5A.12 (collapsed strata); Wilson's interval (1927) with the effective sample size, as recommended for
complex samples by Korn and Graubard, Survey Methodology 24 (1998). Answers are taken as a random sample within each
stratum. They are not: who answers may differ from who does not, and no interval tells of that; the pages say so."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # two-sided 95 percent
_FEW = 10

Group = tuple[str, str]  # industry, area
Level = Callable[[Group], Group]


@dataclass(frozen=True)
class Stratum:
    """One group: how many companies are on the list, and the value of each that answered."""

    group: Group
    listed: int
    values: tuple[float, ...]


@dataclass(frozen=True)
class Estimate:
    """An estimate with its 95 percent interval; `answers` of `listed` companies stand behind it."""

    value: float
    low: float
    high: float
    answers: int
    listed: int


def strata(listed: Mapping[Group, int], answered: Iterable[tuple[Group, float]]) -> list[Stratum]:
    """Groups with at least two answers each. One with fewer is joined with others of its industry, and what is left
    of industries with fewer than two answers is joined into one; the last may stand with fewer."""
    values: dict[Group, list[float]] = defaultdict(list)
    for group, value in answered:
        values[group].append(value)
    kept = [Stratum(group, listed[group], tuple(values[group])) for group in sorted(listed)]
    return _joined(_joined(kept, _industry), _everything)


def _industry(group: Group) -> Group:
    return group[0], ""


def _everything(_group: Group) -> Group:
    return "", ""


def _joined(groups: Sequence[Stratum], level: Level) -> list[Stratum]:
    whole = [each for each in groups if len(each.values) > 1]
    thin: dict[Group, list[Stratum]] = defaultdict(list)
    for each in groups:
        if len(each.values) < 2:
            thin[level(each.group)].append(each)
    for group, parts in sorted(thin.items()):
        joined = _one(group, parts)
        near = [each for each in whole if level(each.group) == group]
        if len(joined.values) < 2 and near:  # too thin even together: joined with the largest one beside it
            beside = max(near, key=lambda each: (len(each.values), each.group))
            whole.remove(beside)
            joined = _one(beside.group, [beside, joined])
        whole.append(joined)
    return whole


def _one(group: Group, parts: Sequence[Stratum]) -> Stratum:
    values = tuple(value for part in parts for value in part.values)
    return Stratum(group, sum(part.listed for part in parts), values)


def share(groups: Sequence[Stratum]) -> Estimate | None:
    """The share (0 to 1) of all listed companies with the value 1, by Wilson's interval. None without an answer.

    The effective sample size is what a simple random sample would need for the same variance; where everybody
    answered alike it is the number of answers, corrected for the finite list."""
    population, answers = _sizes(groups)
    if not answers:
        return None
    p = _mean(groups)
    left = 1 - answers / population
    if left <= 0:
        return Estimate(p, p, p, answers, population)
    variance = _variance(groups)
    sampled = answers * (population - 1) / (population - answers)
    n = p * (1 - p) / variance if variance > 0 and 0 < p < 1 else sampled
    low, high = _wilson(p, min(n, sampled * 4))  # a variance that is small by chance may not make it all but certain
    return Estimate(p, low, high, answers, population)


def total(groups: Sequence[Stratum]) -> Estimate | None:
    """The sum of the values over all listed companies, with a t-interval that never falls below what was told.

    Few companies hire many: drawn from made-up towns of 20 to 850 companies it held in 92 to 99 of 100."""
    population, answers = _sizes(groups)
    if not answers:
        return None
    known = sum(sum(each.values) for each in groups)
    value = population * _mean(groups)
    variance = _variance(groups)
    if not variance and answers < population:  # all told the same: at most 3 of n differ (the rule of three), by one
        return Estimate(value, known, value + (population - answers) * 3 / answers, answers, population)
    half = _t(answers - sum(1 for each in groups if each.values)) * population * sqrt(variance)
    return Estimate(value, max(known, value - half), max(known, value + half), answers, population)


def _t(freedom: int) -> float:
    """The 95 percent quantile of Student's t, by the first two terms of its expansion around the normal one."""
    df = max(1, freedom)
    return Z + (Z**3 + Z) / (4 * df) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * df * df)


def _sizes(groups: Sequence[Stratum]) -> tuple[int, int]:
    return sum(each.listed for each in groups), sum(len(each.values) for each in groups)


def _mean(groups: Sequence[Stratum]) -> float:
    """Strata nobody answered in are taken to be as the others."""
    heard = [each for each in groups if each.values]
    weight = sum(each.listed for each in heard)
    return sum(each.listed / weight * sum(each.values) / len(each.values) for each in heard)


def _variance(groups: Sequence[Stratum]) -> float:
    """Of the mean: sum of W^2 (1 - n/N) s^2 / n. A stratum of one answer adds nothing; there is at most one.

    Few answers that happen to be alike tell little of a spread: under ten, that of all answers stands in for it."""
    heard = [each for each in groups if each.values]
    weight = sum(each.listed for each in heard)
    overall = _spread([value for each in heard for value in each.values])
    found = 0.0
    for each in heard:
        n = len(each.values)
        if n > 1:
            own = _spread(each.values)
            spread = max(own, overall) if n < _FEW else own
            found += (each.listed / weight) ** 2 * max(0.0, 1 - n / each.listed) * spread / n
    return found


def _spread(values: Sequence[float]) -> float:
    """The variance of a sample; 0 of fewer than two."""
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1) if len(values) > 1 else 0.0


def _wilson(p: float, n: float) -> tuple[float, float]:
    scale = 1 + Z * Z / n
    middle = (p + Z * Z / (2 * n)) / scale
    half = Z / scale * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def hidden(answers: Mapping[str, int], *, least: int) -> frozenset[str]:
    """Groups that are not shown: those with fewer answers than `least`, and where that hides one alone, the smallest
    of the others too, so that nobody finds the one by taking the rest from the total."""
    small = {group for group, number in answers.items() if number < least}
    heard = {group for group in small if answers[group]}
    others = sorted((number, group) for group, number in answers.items() if group not in small)
    return frozenset(small | {others[0][1]}) if len(heard) == 1 and others else frozenset(small)
