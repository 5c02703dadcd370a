"""In which language a citizen is written to and spoken with, as far as anybody has told. Nothing told, nothing assumed:
whoever writes chooses. The caller has reached the person."""

from collections.abc import Sequence
from dataclasses import dataclass

from tovholder.documents import words
from tovholder.documents.models import IssuedPaper
from tovholder.pathways.models import Meeting
from tovholder.people.models import LanguageSkill, Person

# Languages of interpreters that papers have under another code.
_PAPER_LANGUAGES = {"prs": "fa", "ku": "kmr"}
_LETTERS = ("hearing_letter", "hearing_decision", "sanction_guide", "meeting", "week")
_READS = 2  # of LanguageSkill: good


@dataclass(frozen=True)
class Interpreting:
    """What a new meeting begins with. `state` is empty where nobody has told whether an interpreter is needed."""

    state: str = ""
    language: str = ""
    dialect: str = ""
    gender: str = ""


def of_letters(person: Person) -> str:
    """The language of the last letter, of the interpreter, or the best spoken; empty where nobody has told."""
    letters = IssuedPaper.objects.filter(person_id=person.pk, kind__in=_LETTERS, withdrawn_at__isnull=True)
    last = letters.order_by("-issued_at", "-pk").values_list("language", flat=True).first()
    if last:
        return last
    return _written(person.interpreter_language) or next(filter(None, map(_written, _spoken(person.pk))), "")


def _written(spoken: str) -> str:
    """The language of papers for a spoken one; empty where there are no words in it."""
    paper = _PAPER_LANGUAGES.get(spoken, spoken)
    return paper if paper in words.LANGUAGES else ""


def _spoken(person_id: int) -> list[str]:
    """Other languages than Danish first: Danish is read by those who speak nothing else we have words in."""
    rows = LanguageSkill.objects.filter(person_id=person_id, spoken__gte=_READS).order_by("-spoken", "-written", "pk")
    found = list(rows.values_list("language", flat=True))
    return sorted(found, key=lambda code: code == words.DANISH)


def of_interpreter(person: Person, meetings: Sequence[Meeting]) -> Interpreting:
    """As at the one of the person's meetings that was agreed last, else as the case tells."""
    last = max(meetings, key=lambda meeting: (meeting.made_at, meeting.pk), default=None)
    if last is not None and last.interpreter != "none":
        return Interpreting("wanted", last.interpreter_language, last.interpreter_dialect, last.interpreter_gender)
    needed = person.needs_interpreter
    if needed is False or (needed is None and last is not None):
        return Interpreting("none", person.interpreter_language)
    spoken = person.interpreter_language or next((code for code in _spoken(person.pk) if code != words.DANISH), "")
    return Interpreting("wanted" if needed else "", spoken)
