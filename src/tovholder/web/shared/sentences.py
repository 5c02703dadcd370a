"""Words what rules and services answered: a code with its facts becomes a sentence in the reader's language.

Facts are shown as people write them: 4. marts 2026, 37,5, "3 uger", the words of a list instead of its code.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from string import Formatter

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language, override

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.reference import Reference
from tovholder.web.shared.sentences_of_aftercare import AFTERCARE_SENTENCES
from tovholder.web.shared.sentences_of_alignment import ALIGNMENT_SENTENCES
from tovholder.web.shared.sentences_of_attendance import ATTENDANCE_SENTENCES
from tovholder.web.shared.sentences_of_campaigns import CAMPAIGN_SENTENCES
from tovholder.web.shared.sentences_of_conditions import CONDITION_SENTENCES
from tovholder.web.shared.sentences_of_days import DAY_SENTENCES
from tovholder.web.shared.sentences_of_demand import DEMAND_SENTENCES
from tovholder.web.shared.sentences_of_desk import DESK_SENTENCES
from tovholder.web.shared.sentences_of_health import HEALTH_SENTENCES
from tovholder.web.shared.sentences_of_imports import IMPORT_SENTENCES
from tovholder.web.shared.sentences_of_inbox import INBOX_SENTENCES
from tovholder.web.shared.sentences_of_ladder import LADDER_SENTENCES
from tovholder.web.shared.sentences_of_meetings import MEETING_SENTENCES
from tovholder.web.shared.sentences_of_method import METHOD_SENTENCES
from tovholder.web.shared.sentences_of_observations import OBSERVATION_SENTENCES
from tovholder.web.shared.sentences_of_own import OWN_SENTENCES
from tovholder.web.shared.sentences_of_pacts import PACT_SENTENCES
from tovholder.web.shared.sentences_of_papers import PAPER_SENTENCES
from tovholder.web.shared.sentences_of_plans import PLAN_SENTENCES
from tovholder.web.shared.sentences_of_progress import PROGRE_SENTENCES
from tovholder.web.shared.sentences_of_reception import RECEPTION_SENTENCES
from tovholder.web.shared.sentences_of_rules import RULE_SENTENCES
from tovholder.web.shared.sentences_of_services import SERVICE_SENTENCES
from tovholder.web.shared.sentences_of_support import SUPPORT_SENTENCES
from tovholder.web.shared.sentences_of_work import WORK_SENTENCES

# Code to (English, Danish). A gate that is unknown is asked about under "ask.", see `sentence_code`.
SENTENCES: dict[str, tuple[str, str]] = {
    **RULE_SENTENCES,
    **AFTERCARE_SENTENCES,
    **HEALTH_SENTENCES,
    **ATTENDANCE_SENTENCES,
    **PROGRE_SENTENCES,
    **MEETING_SENTENCES,
    **PLAN_SENTENCES,
    **RECEPTION_SENTENCES,
    **WORK_SENTENCES,
    **SERVICE_SENTENCES,
    **IMPORT_SENTENCES,
    **DAY_SENTENCES,
    **DESK_SENTENCES,
    **INBOX_SENTENCES,
    **CONDITION_SENTENCES,
    **ALIGNMENT_SENTENCES,
    **LADDER_SENTENCES,
    **DEMAND_SENTENCES,
    **OBSERVATION_SENTENCES,
    **METHOD_SENTENCES,
    **OWN_SENTENCES,
    **PACT_SENTENCES,
    **PAPER_SENTENCES,
    **CAMPAIGN_SENTENCES,
    **SUPPORT_SENTENCES,
}

_UNKNOWN_CODE = ("This cannot be done now ({code}).", "Det kan ikke lade sig gøre nu ({code}).")
_NOT_VERIFIED = (" (not verified)", " (ikke efterprøvet)")

# A fact of this name is counted: singular and plural in English, then in Danish.
_COUNTED: dict[str, tuple[str, str, str, str]] = {
    "days": ("day", "days", "dag", "dage"),
    "weeks": ("week", "weeks", "uge", "uger"),
    "months": ("month", "months", "måned", "måneder"),
    "years": ("year", "years", "år", "år"),
    "hours": ("hour", "hours", "time", "timer"),
    "most": ("hour", "hours", "time", "timer"),
    "planned": ("hour", "hours", "time", "timer"),
    "in_week": ("hour", "hours", "time", "timer"),
    "school_hours": ("hour", "hours", "time", "timer"),
    "lawful": ("lawful place", "lawful places", "lovlig plads", "lovlige pladser"),
    "left": ("place", "places", "plads", "pladser"),
    "most_left": ("place", "places", "plads", "pladser"),
    "had": ("month", "months", "måned", "måneder"),
}
# A fact of this name is a code (or several, with commas) of this list.
_LISTED: dict[str, str] = {
    "kind": "placement_kinds",
    "kinds": "placement_kinds",
    "purpose": "placement_purposes",
    "residence_group": "residence_groups",
    "licences": "licences",
    "strains": "strains",
    "status": "board_statuses",
    "stay": "board_statuses",
    "part": "alignment_words",
    "parties": "alignment_parties",
    "no_reason": "not_chosen_reasons",
}
# Labels that stand as an ordinary word inside a sentence; columns of boards are quoted as they are.
_INSIDE_A_SENTENCE = frozenset({"kind", "kinds", "purpose", "residence_group", "parties", "no_reason"})
_STATES: dict[str, tuple[str, str]] = {
    "proposed": ("proposed", "foreslået"),
    "contacted": ("contacted", "kontaktet"),
    "accepted_by_citizen": ("accepted by the citizen", "accepteret af borgeren"),
    "shown_to_company": ("shown to the company", "vist for virksomheden"),
    "interview": ("interview", "samtale"),
    "chosen": ("chosen", "valgt"),
    "not_chosen": ("not chosen", "ikke valgt"),
    "declined_by_citizen": ("declined by the citizen", "afslået af borgeren"),
    "withdrawn": ("withdrawn", "trukket tilbage"),
    "planned": ("planned", "planlagt"),
    "agreed": ("agreed", "aftalt"),
    "started": ("started", "begyndt"),
    "interrupted": ("on pause", "sat på pause"),
    "ended": ("ended", "afsluttet"),
    "ended_early": ("ended early", "afsluttet før tid"),
    "cancelled": ("cancelled", "aflyst"),
}
_ROLES: dict[str, tuple[str, str]] = {
    "caseworker": ("caseworker", "sagsbehandler"),
    "company_consultant": ("company consultant", "virksomhedskonsulent"),
    "ambassador": ("integration ambassador", "integrationsambassadør"),
    "team_leader": ("team leader", "teamleder"),
    "benefits_officer": ("benefits officer", "ydelsesmedarbejder"),
    "language_adviser": ("adviser at the language centre", "vejleder på sprogcentret"),
    "school_consultant": ("school consultant", "skolekonsulent"),
    "coordinator": ("coordinator", "koordinator"),
    "steering_member": ("member of the steering group", "medlem af styregruppen"),
    "company_contact": ("company contact", "virksomhedskontakt"),
    "mentor": ("mentor", "mentor"),
    "citizen": ("citizen", "borger"),
    "administrator": ("administrator", "administrator"),
}
_NAMED: dict[str, dict[str, tuple[str, str]]] = {"source": _STATES, "target": _STATES, "role": _ROLES}


def sentence(decision: Decision) -> str:
    """The decision in the language of this request."""
    return say(decision, get_language() or "da")


def refusal(code: str, facts: Mapping[str, object]) -> str:
    """A service's NotAllowed (its `code` and `facts`) in the language of this request."""
    return worded(code, facts, get_language() or "da")


def say(decision: Decision, language: str) -> str:
    """The decision as one sentence in "da" or "en"."""
    return worded(sentence_code(decision), decision.facts, language)


def sentence_code(decision: Decision) -> str:
    """The code under which the decision is worded: an unknown gate is a question."""
    if decision.is_unknown and decision.code.startswith("gate."):
        return "ask." + decision.code.removeprefix("gate.")
    return decision.code


def worded(code: str, facts: Mapping[str, object], language: str) -> str:
    """The sentence of a code. A code or a fact nobody has worded gives a general sentence, never an error page."""
    danish = language.startswith("da")
    template = _in_own_language(code, language) or SENTENCES.get(code, _UNKNOWN_CODE)[danish]
    shown = {name: shown_fact(name, fact, language) for name, fact in facts.items()} | {"code": code}
    for name in shown.keys() & _INSIDE_A_SENTENCE:
        if not template.startswith(f"{{{name}}}"):
            shown[name] = shown[name].lower() if name == "parties" else _small(shown[name])
    if placeholders(template) <= shown.keys():
        return template.format_map(shown)
    return _UNKNOWN_CODE[danish].format(code=code)


def _in_own_language(code: str, language: str) -> str:
    """What citizens can be refused, in their languages; "" in Danish, English, and where nobody has translated it."""
    known = code if code in SENTENCES else "unknown"
    return parameters.term("own_refusals", known).text(language) if parameters.is_term("own_refusals", known) else ""


def say_reference(reference: Reference | None, language: str) -> str:
    """The law or agreement in short, as people cite it, and whether anybody has verified it.

    "" without one: that a number is our own way of working need not be said beside each line."""
    if reference is None or reference.is_method:
        return ""
    return str(reference) + ("" if reference.verified else _NOT_VERIFIED[language.startswith("da")])


def placeholders(template: str) -> set[str]:
    """The facts a template asks for."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def shown_fact(name: str, fact: object, language: str) -> str:
    """One fact as people write it."""
    danish = language.startswith("da")
    if fact is None:
        return "ukendt" if danish else "unknown"
    if isinstance(fact, datetime) and name == "deadline":
        return deadline(fact, language)
    if isinstance(fact, datetime):
        return long_moment(fact, language)
    if isinstance(fact, date):
        return long_date(fact, language)
    if isinstance(fact, bool):
        return ("nej", "ja")[fact] if danish else ("no", "yes")[fact]
    if isinstance(fact, int | Decimal):
        return _number(name, Decimal(fact), danish=danish)
    if name in _NAMED:
        return _NAMED[name].get(str(fact), (str(fact), str(fact)))[danish]
    return _labels(name, str(fact), language) if name in _LISTED else str(fact)


def long_date(day: date, language: str) -> str:
    """4. marts 2026 or 4 March 2026."""
    with override(language):
        return date_format(day, "DATE_FORMAT")


def long_moment(at: datetime, language: str) -> str:
    """mandag 2. marts kl. 09:30 or Monday 2 March at 09:30; the year is told where it is another than this."""
    with override(language):
        local = localtime(at)
        joined = " kl. " if language.startswith("da") else " at "
        return _weekday(local) + joined + date_format(local, "CLOCK_FORMAT")


def _weekday(local: datetime) -> str:
    day = date_format(local, "WEEKDAY_FORMAT")
    return day if local.year == localdate().year else f"{day} {local.year}"


def deadline(at: datetime, language: str, form: str = "") -> str:
    """A moment something must be done before, as `long_moment` or in a format that begins with DATETIME or SHORT.

    At midnight it is the day before that is told, for that is the last one: mandag den 30. november til midnat."""
    local, danish = localtime(at), language.startswith("da")
    if local.time() != time(0):
        return long_moment(at, language) if not form else _formatted(local, form, language)
    with override(language):
        last = local - timedelta(days=1)
        day = date_format(last, form.replace("DATETIME", "DATE")) if form else _weekday(last)
    if not danish:
        return f"the end of {day}"
    return f"{day if form else day.replace(' ', ' den ', 1)} til midnat"


def _formatted(local: datetime, form: str, language: str) -> str:
    with override(language):
        return date_format(local, form)


def _number(name: str, number: Decimal, *, danish: bool) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    written = text.replace(".", ",") if danish else text
    if name not in _COUNTED:
        return written
    one, more = _COUNTED[name][2:] if danish else _COUNTED[name][:2]
    return f"{written} {one if number == 1 else more}"


def _small(label: str) -> str:
    """A label inside a sentence begins small, but an abbreviation stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _labels(name: str, codes: str, language: str) -> str:
    known = [code for code in codes.split(",") if parameters.is_term(_LISTED[name], code)]
    labels = [parameters.term(_LISTED[name], code).label(language) for code in known]
    if len(labels) < 2:
        return labels[0] if labels else codes
    return ", ".join(labels[:-1]) + (" og " if language.startswith("da") else " and ") + labels[-1]
