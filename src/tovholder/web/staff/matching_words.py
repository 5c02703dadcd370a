"""The engine's codes in the reader's language: parts, gates and the shortest ways in."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tovholder import parameters

PARTS = {
    "part.required_skills": gettext_lazy("Required skills"),
    "part.useful_skills": gettext_lazy("Useful skills"),
    "part.experience": gettext_lazy("Experience"),
    "part.wish": gettext_lazy("Own wish"),
    "part.language_margin": gettext_lazy("Danish beyond what is needed"),
    "part.travel": gettext_lazy("Travel"),
    "part.hours": gettext_lazy("Hours"),
    "part.next_step": gettext_lazy("Right next step"),
}

QUESTIONS = {
    "gate.kinds": gettext_lazy("Which kinds of stay are lawful for the citizen today?"),
    "gate.danish": gettext_lazy("How much Danish does the citizen have, and how much does the task need?"),
    "gate.licences": gettext_lazy("Does the citizen have the licence or certificate?"),
    "gate.hours": gettext_lazy("How many hours a week can the citizen work?"),
    "gate.start": gettext_lazy("When can the citizen start?"),
    "gate.travel": gettext_lazy("How does the citizen travel, and how far?"),
    "gate.considerations": gettext_lazy("Must the workplace take anything into account?"),
    "gate.protection": gettext_lazy("Is the order of the citizen's own municipality?"),
    "gate.pool": gettext_lazy("May the citizen be shown to other municipalities?"),
    "gate.partnership": gettext_lazy("Do the two municipalities recruit together?"),
    "gate.places": gettext_lazy("How many ordinarily employed are there at the workplace?"),
    "gate.profile": gettext_lazy("What can and what will the citizen? The profile is empty."),
}

CLOSED = {
    "gate.kinds": gettext_lazy("None of the kinds of stay offered is lawful today"),
    "gate.danish": gettext_lazy("More Danish is needed"),
    "gate.licences": gettext_lazy("A licence or certificate is missing"),
    "gate.hours": gettext_lazy("The hours do not fit"),
    "gate.start": gettext_lazy("The start does not fit"),
    "gate.travel": gettext_lazy("The way is too long"),
    "gate.considerations": gettext_lazy("The task asks for something the citizen must be spared"),
    "gate.protection": gettext_lazy("Only the citizen's own municipality may match"),
    "gate.pool": gettext_lazy("The citizen is not shown to other municipalities"),
    "gate.partnership": gettext_lazy("The two municipalities do not recruit together"),
    "gate.places": gettext_lazy("The workplace has no places left under the ratio rule"),
    "gate.profile": gettext_lazy("The profile is empty"),
}


def part(code: str) -> str:
    return str(PARTS[code])


def question(gate: str) -> str:
    return str(QUESTIONS[gate])


def closed(gate: str) -> str:
    return str(CLOSED[gate])


def about_how_many(number: int) -> str:
    """A count in bands: from two exact ones, before and after an order is changed, follows what stood in whose way."""
    if number < 5:
        return _("under 5")
    for low, high in ((5, 9), (10, 19)):
        if number <= high:
            return _("%(low)d to %(high)d") % {"low": low, "high": high}
    return _("20 or more")


def shortest_way(change: dict[str, Any]) -> str:
    """What opens the gate, in one sentence: {gate, code, amount, bits} as stored with the ranking."""
    code, amount, bits = change["code"], change["amount"], change["bits"]
    if code == "change.danish_levels":
        return _danish(amount)
    if code == "change.licences":
        return _("Get %(licences)s") % {"licences": _words("licences", bits)}
    if code == "change.offer_kind":
        return _("The company also offers %(kinds)s") % {"kinds": _words("placement_kinds", bits, " / ")}
    if code == "change.task_strains":
        return _("Take out of the task: %(strains)s") % {"strains": _words("strains", bits)}
    return _counted(code, amount)


def _danish(levels: int) -> str:
    """How much Danish is lacking, in modules of Danish education: the mean of all tracks, for nobody has chosen one."""
    terms = parameters.terms("danish_modules")
    last = {term.whole("track"): term.whole("level") for term in terms}  # the last module of each track comes last
    modules = round(levels * len(terms) / sum(last.values()))
    if not modules:
        return _("Danish: a little more, less than one module")
    told = ngettext("Danish: about %(n)d module more", "Danish: about %(n)d modules more", modules)
    return told % {"n": modules}


def _counted(code: str, amount: int) -> str:
    sentences = {
        "change.more_hours": ngettext(
            "The citizen can work %(n)d hour more a week", "The citizen can work %(n)d hours more a week", amount
        ),
        "change.fewer_hours": ngettext(
            "The citizen accepts %(n)d hour fewer a week", "The citizen accepts %(n)d hours fewer a week", amount
        ),
        "change.start_later": ngettext("Start %(n)d day later", "Start %(n)d days later", amount),
        "change.start_earlier": ngettext("Start %(n)d day earlier", "Start %(n)d days earlier", amount),
        "change.travel_minutes": ngettext(
            "Travel %(n)d minute longer, or a faster way", "Travel %(n)d minutes longer, or a faster way", amount
        ),
        "change.places": ngettext("%(n)d place more at the workplace", "%(n)d places more at the workplace", amount),
        "change.share": _("Share the citizen in the pool"),
    }
    sentence = sentences[code]
    return sentence % {"n": amount} if "%(n)d" in sentence else sentence


def _words(terms: str, bits: int, between: str = ", ") -> str:
    """The words of the bits set; bits follow the order of the list over all time, as proposals.columns sets them."""
    language = get_language() or "da"
    codes = list(dict.fromkeys(term.code for term in parameters.terms(terms)))
    chosen = [code for at, code in enumerate(codes) if bits >> at & 1]
    return between.join(parameters.term(terms, code).label(language) for code in chosen)
