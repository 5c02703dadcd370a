"""Cells that name things of a list: one term or several, skills, occupations, industries, experience, languages.

Nothing is guessed silently: a word nobody knows is a fault that names the word and, where there is one, what is near.
"""

import re
from functools import cache

from tovholder import parameters, vocabulary
from tovholder.imports.cells import FactsOf, Reader, Reading, both
from tovholder.imports.faults import NotUnderstood
from tovholder.vocabulary import shipped, text
from tovholder.vocabulary.concepts import Concept, Kind, Language, Skill, labels
from tovholder.vocabulary.folding import fold

_SEPARATOR = re.compile(r"[;,|\n]")
_LEVEL = re.compile(r"^(?P<what>.*?)[\s:(]*(?:niveau|level)?\s*(?P<level>[123])\)?$", re.IGNORECASE)
_MONTHS = re.compile(
    r"^(?P<what>.+?)[\s:(,]*(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>mdr|måned\w*|maaned\w*|months?|år|aar|years?)\.?\)?$",
    re.IGNORECASE,
)
# Words people write that are not in the lists' own labels.
_ALIASES: dict[str, dict[str, str]] = {
    "licences": {
        "b": "driving_b", "kørekort": "driving_b", "kørekort b": "driving_b", "bil": "driving_b",
        "be": "driving_be", "c": "driving_c", "kørekort c": "driving_c", "ce": "driving_ce", "d": "driving_d",
        "kørekort d": "driving_d", "truck": "forklift", "truckcertifikat": "forklift", "gaffeltruck": "forklift",
        "hygiejne": "hygiene", "hygiejnebevis": "hygiene", "stillads": "scaffolding", "kran": "crane",
        "svejs": "welding", "svejsning": "welding", "førstehjælpskursus": "first_aid", "am": "moped",
        "knallertkørekort": "moped", "personlift": "lift_platform", "§ 26": "road_work",
    },
    "travel_means": {
        "gang": "foot", "gåben": "foot", "går": "foot", "offentlig": "transit", "offentlig transport": "transit",
        "kollektiv trafik": "transit", "bus": "transit", "tog": "transit", "bus/tog": "transit", "cykler": "bicycle",
    },
    "residence_groups": {
        "familiesammenført": "family_of_refugee", "familiesammenført flygtning": "family_of_refugee",
        "ukraine": "special_act", "særlov": "special_act", "fordreven fra ukraine": "special_act",
        "dansk": "citizen", "statsborger": "citizen",
    },
    "literacy_levels": {"analfabet": "none", "latinsk": "latin", "eget alfabet": "own_script"},
    "visitations": {"jobparat ": "job_ready", "match 1": "job_ready", "match 2": "activity_ready"},
    "benefits": {"shy": "self_support_benefit", "kontanthjælp": "cash_benefit"},
}  # fmt: skip
# Languages of citizens and interpreters, ISO 639: (Danish, English).
LANGUAGES: dict[str, tuple[str, str]] = {
    "ar": ("arabisk", "arabic"), "ti": ("tigrinya", "tigrinya"), "fa": ("farsi", "persian"),
    "prs": ("dari", "dari"), "ps": ("pashto", "pashto"), "so": ("somali", "somali"), "uk": ("ukrainsk", "ukrainian"),
    "ru": ("russisk", "russian"), "ku": ("kurdisk", "kurdish"), "kmr": ("kurmanji", "kurmanji"),
    "ckb": ("sorani", "sorani"), "tr": ("tyrkisk", "turkish"), "ur": ("urdu", "urdu"), "en": ("engelsk", "english"),
    "fr": ("fransk", "french"), "de": ("tysk", "german"), "es": ("spansk", "spanish"), "sw": ("swahili", "swahili"),
    "am": ("amharisk", "amharic"), "bs": ("bosnisk", "bosnian"), "sq": ("albansk", "albanian"),
    "vi": ("vietnamesisk", "vietnamese"), "th": ("thai", "thai"), "zh": ("kinesisk", "chinese"),
    "my": ("burmesisk", "burmese"), "pl": ("polsk", "polish"), "ro": ("rumænsk", "romanian"),
    "da": ("dansk", "danish"), "rw": ("kinyarwanda", "kinyarwanda"), "ln": ("lingala", "lingala"),
}  # fmt: skip


def parts(cell: str) -> list[str]:
    """The things of a cell, parted by semicolon, comma, bar or line."""
    return [part.strip() for part in _SEPARATOR.split(cell) if part.strip()]


@cache
def _terms(name: str) -> dict[str, str]:
    """Every word for a code, folded."""
    words: dict[str, str] = {}
    for term in parameters.terms(name):
        for word in (term.code, term.da, term.en, term.da.split(" (")[0], term.en.split(" (")[0]):
            words.setdefault(fold(word), term.code)
    if name == "placement_kinds":
        for row in shipped.rows("kinds.csv"):
            for word in shipped.words(row["words"]):
                words.setdefault(fold(word), row["code"])
    for word, code in _ALIASES.get(name, {}).items():
        words.setdefault(fold(word.strip()), code)
    return words


def term_of(name: str, word: str, reading: Reading) -> str:
    """The code of one word of a list that is in force."""
    found = _terms(name).get(fold(word.strip()))
    if found is None or not parameters.is_term(name, found, on=reading.on):
        known = both(parameters.terms(name, on=reading.on))
        raise NotUnderstood("term.not_understood", word=word, known=known)
    return found


def term(field: str, name: str) -> Reader:
    return lambda cell, reading: {field: term_of(name, cell, reading)}


def terms(field: str, name: str) -> Reader:
    """Several codes, each once."""

    def read(cell: str, reading: Reading) -> FactsOf:
        if fold(cell) in ("ingen", "none", "intet", "-"):
            return {field: []}
        return {field: list(dict.fromkeys(term_of(name, part, reading) for part in parts(cell)))}

    return read


_LANGUAGES: tuple[Language, ...] = ("da", "en")


@cache
def _names(words: vocabulary.Vocabulary, kind: Kind) -> dict[str, str]:
    """Every name of a kind of concept, folded: preferred names before the others."""
    names = {concept.code: concept.code for concept in _concepts(words, kind)}
    preferred = [(found, concept.code) for concept in _concepts(words, kind) for found in _labels(concept)]
    for first in (True, False):
        for found, code in preferred:
            for name in found[:1] if first else found[1:]:
                names.setdefault(fold(name), code)
    return names


def _concepts(words: vocabulary.Vocabulary, kind: Kind) -> tuple[Concept, ...]:
    if kind == "industry":
        return tuple(words.industries.values())
    return tuple(words.occupations.values()) if kind == "occupation" else tuple(words.skills.values())


def _labels(concept: Concept) -> list[tuple[str, ...]]:
    return [labels(concept, language) for language in _LANGUAGES]


def skill_of(word: str, reading: Reading) -> str:
    """The code of a skill: its name first, else what the text reader finds in the words."""
    code = _names(reading.words, "skill").get(fold(word))
    if code is None:
        found = text.skills_in(word, vocabulary=reading.words)
        code = found[0].code if found else None
    if code is None:
        raise NotUnderstood("skill.not_understood", word=word, hint=_hint(word, "skill", reading))
    return code


def occupation_of(word: str, reading: Reading) -> str:
    code = _names(reading.words, "occupation").get(fold(word))
    if code is None:
        found = text.occupations_in(word, vocabulary=reading.words)
        code = found[0].code if found else None
    if code is None:
        raise NotUnderstood("occupation.not_understood", word=word, hint=_hint(word, "occupation", reading))
    return code


def _hint(word: str, kind: Kind, reading: Reading) -> str:
    near = reading.words.suggest(word[:4], kind, "da", 3) if len(word) > 3 else ()
    return f" ({', '.join(each.label for each in near)}?)" if near else ""


def industry_of(word: str, reading: Reading) -> str:
    code = _names(reading.words, "industry").get(fold(word))
    if code is None:
        known = both(reading.words.industries.values())
        raise NotUnderstood("industry.not_understood", word=word, known=known)
    return code


def skills(field: str, *, levels: bool) -> Reader:
    """Skills, with their level 1 to 3 behind each where `levels`: `rengøring 3, svejsning`. No number is 2."""

    def read(cell: str, reading: Reading) -> FactsOf:
        found: dict[str, int] = {}
        for part in parts(cell):
            level = _LEVEL.match(part) if levels else None
            code = skill_of(level["what"] if level else part, reading)
            found[code] = max(found.get(code, 0), int(level["level"]) if level else 2)
        return {field: [[code, level] for code, level in found.items()] if levels else list(found)}

    return read


def licences_of_skills(codes: list[str], reading: Reading) -> list[str]:
    """The licences among skills: a truck certificate written as a skill is a licence too."""
    held = (reading.words.skills.get(code) for code in codes)
    return [skill.licence for skill in held if isinstance(skill, Skill) and skill.licence]


def occupation(field: str) -> Reader:
    return lambda cell, reading: {field: occupation_of(cell, reading)}


def occupations(field: str) -> Reader:
    return lambda cell, reading: {field: list(dict.fromkeys(occupation_of(part, reading) for part in parts(cell)))}


def industry(field: str) -> Reader:
    return lambda cell, reading: {field: industry_of(cell, reading)}


def industries(field: str) -> Reader:
    return lambda cell, reading: {field: list(dict.fromkeys(industry_of(part, reading) for part in parts(cell)))}


def experience(cell: str, reading: Reading) -> FactsOf:
    """Work done: `kok 24 mdr; chauffør 2 år`, as [title, occupation code or '', months]."""
    found = []
    for part in re.split(r"[;|\n]", cell):
        if not part.strip():
            continue
        match = _MONTHS.match(part.strip())
        if match is None:
            raise NotUnderstood("experience.length", word=part.strip())
        number = float(match["number"].replace(",", "."))
        months = round(number * (12 if match["unit"][0].lower() in "åay" else 1))
        title = match["what"].strip()
        try:
            code = occupation_of(title, reading)
        except NotUnderstood:
            code = ""  # a title nobody has a code for is still worth keeping
        found.append([title[:120], code, min(months, 900)])
    return {"experience": found}


def language_of(word: str) -> str:
    """The code of a language by its name or code. Raises NotUnderstood."""
    wanted = fold(word.strip())
    for code, names in LANGUAGES.items():
        if wanted == code or wanted in map(fold, names):
            return code
    raise NotUnderstood(
        "language.not_understood",
        word=word,
        known=tuple(", ".join(names[at] for names in LANGUAGES.values()) for at in (1, 0)),
    )


def _known_languages() -> tuple[str, str]:
    danish, english = zip(*LANGUAGES.values(), strict=True)
    return ", ".join(english), ", ".join(danish)


def language(field: str) -> Reader:
    return lambda cell, reading: {field: language_of(cell)}


def languages(field: str) -> Reader:
    return lambda cell, reading: {field: list(dict.fromkeys(language_of(part) for part in parts(cell)))}
