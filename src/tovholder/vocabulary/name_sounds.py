"""What a name sounds like when its romanisation is taken away: Arabic, Tigrinya, Farsi, Ukrainian and Russian customs.

Vowels are the part that varies most, so only a leading one is kept (as `a`); consonants that customs write in
different ways become one letter. The order of the steps matters: long letter groups before short ones.
"""

import re
from collections.abc import Callable

# Ukrainian and Russian letters as passports write them, a letter and its Latin ones by turns.
_CYRILLIC_PAIRS = (
    "а a б b в v г h ґ g д d е e є ye ж zh з z и y і i ї yi й i к k л l м m н n о o п p р r с s т t у u ф f х kh "
    "ц ts ч ch ш sh щ shch ь _ ю yu я ya ы y э e ё yo ъ _"
)
_CYRILLIC = dict(zip(_CYRILLIC_PAIRS.split()[::2], _CYRILLIC_PAIRS.split()[1::2], strict=True))
_SHORT_FORMS = re.compile(r"\b(?:mohd|muhd|mhd|md)\b\.?")
_APOSTROPHES = re.compile("['’`ʿʾ]")
# Abd al-Rahman, Abdul Rahman, Abdurrahman, Abdelrahman: one name.
_SERVANT_OF = re.compile(r"\babd[ -]?[aeou]?(?:l|(?P<sun>[rsztnd])(?=[ -]?(?P=sun)))[ -]?(?=[a-z]{2})")
_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ar|an|ad|at|az|ash)-(?=[a-z]{2})|\b(?:al|el) (?=[a-z]{3})")
_PARTICLE = re.compile(r"\b(?:bin|ibn|ben|bint|binti|von|van|de|der|da) (?=[a-z]{2})")


# What both the key and the comparison of vowels need: one letter for each consonant sound.
_CONSONANTS = (
    (r"(?<=a)h$", ""),  # Fatimah, Abdullah
    (r"^(?:ye|ie|je(?=v))", "e"),  # Yelena and Olena begin with some vowel
    (r"ch(?=r|ae|ai)", "k"),  # Christian, Michael
    (r"shch|sch|tsch|tch|sh|sj|ch|tj", "X"),
    (r"x", "ks"),
    (r"^(?:dzh|dj|zh|j|y(?=[aeiou])|i(?=[aeou]))", "J"),
    (r"dzh|dj|zh", "j"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"kh|gh|h|g", "H"),  # Khadija and Hadija, Oleg and Oleh
    (r"tz|ts|z|c(?=[eiy])", "s"),
    (r"ck|c|q", "k"),
    (r"aw(?=oo|u|ou)", "a"),  # Dawood and Daoud
    (r"w", "v"),
)
_KEY = ((r"^[aeiouy]+", "A"), (r"[aeiouyj]+", ""), (r"(.)\1+", r"\1"))
_VOWELS = ((r"[ou]+", "o"), (r"[yij]+", "i"), (r"[ae]+", "a"), (r"(.)\1+", r"\1"))


def _compiled(steps: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), letters) for pattern, letters in steps)


_TO_KEY, _TO_SYLLABLES = _compiled(_CONSONANTS + _KEY), _compiled(_CONSONANTS + _VOWELS)
_LAX = {frozenset("ao"), frozenset("ai")}


def spelled(name: str) -> str:
    """A name in Cyrillic letters written with Latin ones, as passports write it; any other name unchanged."""
    if name.isascii():
        return name
    letters = (_CYRILLIC.get(letter.lower(), letter) for letter in name)
    return "".join(letter for letter in letters if letter != "_")


def without_particles(folded: str) -> str:
    """Joins the parts of a compound name that is one name, and leaves out articles and words for `son of`."""
    text = _SHORT_FORMS.sub("mohammed", _APOSTROPHES.sub("", folded))
    text = _SERVANT_OF.sub("abd", text)
    return _PARTICLE.sub("", _ARTICLE.sub("", text))


def sound(word: str) -> str:
    """The consonant key of one folded name. Never empty for a word with a letter in it."""
    return _worn(word, _TO_KEY).lower() or word[:1]


def vowel_steps(one: str, other: str) -> int:
    """How far apart the vowels of two folded names with the same consonants are, in steps a custom can take.

    a-o (Aleksandr, Oleksandr), a-i (Khaled, Khalid) and a vowel more or less are one step; o-i and a last vowel,
    which tells Samir from Samira, are two."""
    left, right = _worn(one, _TO_SYLLABLES), _worn(other, _TO_SYLLABLES)
    steps = _weighted(left, right)
    return steps + (abs(len(left) - len(right)) > 0 and (left[-1:] in "aoi") != (right[-1:] in "aoi"))


def edits(one: str, other: str) -> int:
    """How many letters must be changed, put in or taken out (Levenshtein)."""
    return _distance(one, other, lambda a, b: int(a != b))


def _weighted(one: str, other: str) -> int:
    return _distance(one, other, lambda a, b: 0 if a == b else 1 if frozenset((a, b)) in _LAX else 2)


def _distance(one: str, other: str, change: Callable[[str, str], int]) -> int:
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + change(letter, against))
    return row[-1]


def _worn(word: str, steps: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, letters in steps:
        word = pattern.sub(letters, word)
    return word
