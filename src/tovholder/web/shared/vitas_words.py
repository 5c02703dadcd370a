"""The sheet for VITAS in words: what each field is called there, its value as people write it, and whom to ask."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.placements.vitas import VitasField, VitasSheet
from tovholder.web.shared import sentences

PARTS = {
    "workplace": _("The workplace"),
    "people": _("Who signs, and the citizen"),
    "stay": _("The stay"),
    "numbers": _("Employed and others' stays"),
    "money": _("Wage and support"),
}
FIELDS = {
    "cvr": _("CVR number"),
    "p_number": _("P-number"),
    "company": _("Company"),
    "workplace": _("Workplace"),
    "address": _("Address"),
    "contact_name": _("Responsible contact person"),
    "contact_email": _("E-mail of the contact person"),
    "contact_phone": _("Telephone of the contact person"),
    "employer_name": _("Who states for the employer"),
    "representative_name": _("Employees' representative"),
    "earmarked": _("Earmarked for a citizen who is found"),
    "cpr_in_case": _("CPR number is in the case"),
    "kind": _("Kind"),
    "purpose": _("Purpose"),
    "first_day": _("First day"),
    "last_day": _("Last day"),
    "hours": _("Hours a week in all"),
    "paid_hours": _("Of these paid hours"),
    "tasks": _("Tasks"),
    "goals": _("Goals"),
    "ordinary_fte": _("Ordinarily employed, average in full-time equivalents"),
    "fte_stated_on": _("Stated on"),
    "others": _("Others in placement or wage subsidy there"),
    "monthly_cost": _("Wage cost a month in all"),
    "contract": _("Contract of employment"),
    "support_kr": _("Support received in the last 12 months, kr"),
    "wage_kr": _("Wage cost of the last 12 months, kr"),
}
ASKED = {
    "employer": _("ask the employer"),
    "representative": _("ask the employees' representative"),
    "citizen": _("ask the citizen"),
    "case": _("decide in the case"),
}


def value(field: VitasField) -> str:
    """The value as it is written into VITAS; empty where it is missing."""
    if field.missing:
        return ""
    language = get_language() or "da"
    if field.terms:
        return parameters.term(field.terms, str(field.value)).label(language)
    return sentences.shown_fact("", field.value, language)


def parts(sheet: VitasSheet) -> Iterator[tuple[Any, list[tuple[Any, str, Any]]]]:
    """(heading, [(label, value, whom to ask)]) of each part."""
    for part, fields in sheet.parts:
        yield PARTS[part], [(FIELDS[each.code], value(each), ASKED.get(each.ask, "")) for each in fields]


def as_text(sheet: VitasSheet) -> str:
    """All that is known, a line for each field, for copying."""
    known = [each for _part, fields in sheet.parts for each in fields if not each.missing]
    return "\n".join(f"{FIELDS[each.code]}: {value(each)}" for each in known)
