"""Through which of a person's skills each skill asked for was credited."""

from .columns import I32
from .problem import Problem, Rules
from .result import SkillCredit


def told(problem: Problem, person: int, asked: I32) -> tuple[SkillCredit, ...]:
    """For each skill asked for: the credit and the person's skill it came through."""
    held, levels = problem.people.skills.row(person)
    made = []
    for skill in asked.tolist():
        best, through = 0, -1
        for own, level in zip(held.tolist(), levels.tolist(), strict=True):
            credit = _one_credit(problem.rules, skill, own, level)
            if credit > best or (credit == best > 0 and own == skill):
                best, through = credit, own
        made.append(SkillCredit(skill, best, through))
    return tuple(made)


def _one_credit(rules: Rules, asked: int, held: int, level: int) -> int:
    credit, parent = rules.level_credit[level - 1], rules.skill_parent
    if asked == held:
        return credit
    if parent[asked] == held or parent[held] == asked:
        return credit * rules.parent_credit // 10_000
    if parent[asked] == parent[held] >= 0:
        return credit * rules.sibling_credit // 10_000
    return 0
