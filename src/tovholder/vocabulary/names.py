"""Compares people's names across spellings: one name is written in many ways on its way to Danish letters.

`name_key` is for search (indexable, and the key of a beginning is the beginning of the key in all but a few letter
pairs); `name_similarity` is for putting two rows beside each other. Neither decides that two people are one: that
takes a birth date or a CPR number, and a human.
"""

import re

from tovholder.vocabulary.folding import fold
from tovholder.vocabulary.name_sounds import edits, sound, spelled, vowel_steps, without_particles

_WORDS = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
# What to do with a similarity: from CERTAIN most often one name, from ASK worth showing to a human.
CERTAIN, ASK = 85, 70
# A name that only one side has counts little, out of 100: middle names are often left out.
MISSING_NAME_WEIGHT, LONE_NAME_WEIGHT = 15, 50
# Same consonants, by the vowel steps between them: Yusuf and Yousef 1, Omar and Amir 2, Mohammed and Mahmoud 3.
SAME_CONSONANTS = (95, 88, 50, 35)
SHORT_NAME_ONE_STEP = 80
# The most that names of different consonants can reach: a slip of the finger in a long one, else another name.
TYPED_WRONG, TWO_NAMES = 60, 35


def name_key(full_name: str) -> str:
    """The consonants of each name in written order, blanks between: `Mohammed Yousef` -> `mhmd jsf`.

    Empty for a text without letters. Order is kept so that an index on the key serves a search by first names;
    `has_beginning` finds the names in any order."""
    return " ".join(sound(word) for word in _names(full_name))


def has_beginning(typed: str, stored_key: str) -> bool:
    """Whether each name typed begins some name of a stored key, in any order. False for nothing typed."""
    wanted, names = name_key(typed).split(), stored_key.split()
    return bool(wanted) and all(any(name.startswith(word) for name in names) for word in wanted)


def name_similarity(one: str, other: str) -> int:
    """0 to 100: how alike two full names are, whatever the order. From 85 most often one name, from 70 worth asking."""
    left, right = _names(one), _names(other)
    if not left or not right:
        return 0
    pairs = [(_alike(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    total = 0
    for score, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            total += score
    return 100 * total // (100 * len(taken_left) + _weight_of_missing(len(left), len(right)))


def _weight_of_missing(one: int, other: int) -> int:
    missing = abs(one - other) * MISSING_NAME_WEIGHT
    # One name against a full one says little: it is the other name that tells people apart.
    return missing + LONE_NAME_WEIGHT if missing and min(one, other) == 1 else missing


def _names(full_name: str) -> list[str]:
    """The single names in Latin letters, with articles and patronymic particles joined or left out."""
    return _WORDS.findall(without_particles(fold(spelled(full_name))))


def _alike(one: str, other: str) -> int:
    """0 to 100 for two single names. Names that sound different are two names, however few letters: Amal, Amar."""
    if one == other:
        return 100
    ours, theirs = sound(one), sound(other)
    if ours == theirs:
        steps = vowel_steps(one, other)
        if steps == 1 and len(ours) < 3:
            return SHORT_NAME_ONE_STEP
        return SAME_CONSONANTS[min(steps, len(SAME_CONSONANTS) - 1)]
    likeness = 100 - 100 * edits(one, other) // max(len(one), len(other))
    return min(likeness, TYPED_WRONG if min(len(ours), len(theirs)) > 4 else TWO_NAMES)
