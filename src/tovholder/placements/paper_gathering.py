"""Gathers what stands in a paper from the rows of a stay or an agreement the caller has reached.

Papers the company reads too name the citizen only as the citizen has said companies may; else there is a line to write
the name on by hand. Only the competence card, which is the citizen's own, carries the name of the register."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from tovholder import parameters, vocabulary
from tovholder.base.reference import Reference
from tovholder.companies.models import Company, Pact, ServiceAgreement
from tovholder.documents.badges import Alignment
from tovholder.documents.rendering import plain
from tovholder.documents.words import DANISH
from tovholder.people.models import Person
from tovholder.placements import alignment_queries, chain_queries, plan_of_day
from tovholder.placements.alignment_facts import AlignmentText
from tovholder.placements.models import Alignment as WrittenAlignment
from tovholder.placements.models import AlignmentSignature, CompetenceCard, Placement
from tovholder.placements.paper_facts import (
    AgreementFacts,
    AlignmentFacts,
    CardFacts,
    Group,
    IguFacts,
    PactFacts,
    Signed,
    VitasFacts,
)
from tovholder.placements.vitas import VitasField, VitasSheet

_NOT_VERIFIED = " (ikke efterprøvet)"
IGU = "igu"


def alignment(stay: Placement) -> AlignmentFacts:
    """The newest text all three have signed, with who signed it when; without one the newest there is, and it says so.

    Whoever signed for the citizen is named as companies may call the citizen."""
    newest, shown = alignment_queries.newest_and_signed(stay)
    facts = _of(stay, stay.person.called)
    if shown is None:
        return AlignmentFacts(**facts, signed=_signatures(stay, None))
    facts |= AlignmentText.of(shown).parts()
    facts["purpose"] = parameters.term("alignment_purposes", shown.purpose).da
    return AlignmentFacts(
        **facts,
        mentor=shown.mentor_name,
        text_version=shown.number,
        standing=_standing(shown, is_newest=shown == newest),
        signed=_signatures(stay, shown),
    )


def _standing(shown: WrittenAlignment, *, is_newest: bool) -> str:
    if shown.signed_by_all_at is not None:
        return "signed" if is_newest else "newer_unsigned"
    return "partly_signed" if shown.signatures.all() else "unsigned"


def _signatures(stay: Placement, shown: WrittenAlignment | None) -> tuple[Signed, ...]:
    """A place for each party, citizen first."""
    whose = {"citizen": stay.person.called, "company": stay.unit.company.name, "municipality": stay.organisation.name}
    found = {each.party: each for each in shown.signatures.all()} if shown else {}
    return tuple(_signed(party, name, found.get(party)) for party, name in whose.items())


def _signed(party: str, whose: str, found: AlignmentSignature | None) -> Signed:
    if found is None:
        return Signed(party=party, whose=whose)
    name = "" if party == "citizen" else found.name
    return Signed(party=party, whose=whose, name=name, role=found.role, on=localdate(found.signed_at))


def card(found: CompetenceCard) -> CardFacts:
    """Of a confirmed card."""
    stay, told = found.placement, found.competences
    facts = _of(stay, _full_name(stay.person)) | {"tasks": tuple((task, level) for task, level in found.tasks)}
    facts["company_contact"] = found.said_by
    groups = {"general": [], "language": []}  # type: dict[str, list[tuple[str, str]]]
    for row in parameters.terms("card_competences"):
        if row.code in told:
            groups[row.words("group")[0]].append((row.code, told[row.code]))
    return CardFacts(
        **facts,
        general=tuple(groups["general"]),
        language=tuple(groups["language"]),
        words=found.words,
        confirmed_by=found.said_by,
        confirmed_on=found.confirmed_at.date(),  # type: ignore[union-attr]
        list_version=found.list_version,
    )


def igu(stay: Placement) -> IguFacts:
    """The hours of school by the version of the act at the start, and the plan as it is thought of. Raises
    NotInForceError outside the scheme."""
    scheme = parameters.value(IGU, on=stay.starts_on)
    plan = chain_queries.draft(stay)
    return IguFacts(
        **_of(stay, stay.person.called),
        school_hours=scheme.whole("school_hours"),
        school_weeks=scheme.whole("school_weeks"),
        work_hours=scheme.whole("work_hours_per_week"),
        reference=_cited(scheme.reference),
        is_planned=plan is not None,
        practice_goals=plan.practice_goals if plan else "",
        language_goals=plan.danish_in_practice if plan else "",
        school=plan.school if plan else "",
    )


def vitas(sheet: VitasSheet, *, language: str) -> VitasFacts:
    """The sheet in words. Never a CPR number: that is looked up in the case."""
    return VitasFacts(tuple(_group(part, fields, language) for part, fields in sheet.parts))


def _group(part: str, fields: tuple[VitasField, ...], language: str) -> Group:
    rows = tuple(
        (
            _both("vitas_fields", each.code, language),
            _answer(each, language),
            _both("vitas_asked", each.ask, language) if each.missing and each.ask else "",
        )
        for each in fields
    )
    return Group(_both("vitas_parts", part, language), rows)


def _both(terms: str, code: str, language: str) -> str:
    """In the language of the paper, and in Danish, as VITAS writes it."""
    row = parameters.term(terms, code)
    return row.da if language == DANISH else f"{row.label(language)} · {row.da}"


def _answer(field: VitasField, language: str) -> str:
    if field.missing:
        return ""
    if field.terms:
        return _both(field.terms, str(field.value), language)
    if isinstance(field.value, bool):
        return _both("vitas_answers", "yes" if field.value else "no", language)
    return str(plain(field.value))


def service_agreement(found: ServiceAgreement) -> AgreementFacts:
    return AgreementFacts(
        form="service_agreement",
        company=found.company.name,
        cvr=found.company.cvr,
        municipality=found.organisation.name,
        period=period(found.starts_on, found.ends_before),
        title=found.title,
        words=found.words,
        needs=tuple((need.needed_on, need.number, _occupation(need.occupation)) for need in found.forecasts.all()),
    )


def partnership(company: Company, *, municipality: str, title: str, words: str, starts_on: date) -> AgreementFacts:
    """A non-binding partnership, in words given by hand."""
    return AgreementFacts(
        form="partnership",
        company=company.name,
        cvr=company.cvr,
        municipality=municipality,
        period=period(starts_on, None),
        title=title,
        words=words,
    )


def pact(found: Pact, *, language: str) -> PactFacts:
    """What was agreed: parties, promises and when they are looked at together. Not how far each promise has come."""
    parties = list(found.parties.all())
    return PactFacts(
        kind=_both("pact_kinds", found.kind, language),
        title=found.title,
        municipality=found.organisation.name,
        period=period(found.starts_on, found.ends_before),
        words=found.words,
        target_a_year=found.target_a_year,
        extra_target=found.extra_target,
        parties=tuple(
            (_both("pact_party_kinds", each.kind, language), each.name, each.lead.user.name if each.lead else "")
            for each in parties
        ),
        promises=tuple(
            (each.name, promise.words, str(promise.amount or ""), promise.due_on)
            for each in parties
            for promise in each.promises.all()
        ),
        talks=tuple(sorted(each.due_on for each in found.follow_ups.all())),
    )


def period(starts_on: date, ends_before: date | None) -> str:
    last = f"{ends_before - timedelta(days=1):%d.%m.%Y}" if ends_before else ""
    return f"{starts_on:%d.%m.%Y} – {last}".rstrip()


def esco_of(stay: Placement) -> tuple[Alignment, ...]:
    """What the stay's occupation is in ESCO, where ESCO has been imported; nothing is made up."""
    if stay.order is None:
        return ()
    occupation = vocabulary.load(settings.VOCABULARY_FOLDER).occupations.get(stay.order.occupation)
    if occupation is None or not occupation.esco_uri:
        return ()
    return (Alignment(occupation.esco_uri, occupation.en or occupation.da, "ext:ESCO.occupation"),)


def _of(stay: Placement, citizen: str) -> dict[str, Any]:
    unit, contact = stay.unit, stay.company_contact
    now = plan_of_day.hours_on(stay, stay.hours.all(), localdate())
    return {
        "citizen": citizen,
        "company": unit.company.name,
        "cvr": unit.company.cvr,
        "workplace": ", ".join(part for part in (unit.name, unit.street, unit.postcode) if part),
        "municipality": stay.organisation.name,
        "consultant": stay.consultant.user.name if stay.consultant else "",
        "company_contact": ", ".join(part for part in (contact.name, contact.phone) if part) if contact else "",
        "kind": parameters.term("placement_kinds", stay.kind).da,
        "period": period(stay.starts_on, stay.ends_before),
        "hours_unpaid": now.unpaid or None,
        "hours_paid": now.paid or None,
        "tasks": stay.tasks,
        "goals": stay.goals,
    }


def _full_name(person: Person) -> str:
    return f"{person.given_name} {person.family_name}"


def _occupation(code: str) -> str:
    found = vocabulary.load(settings.VOCABULARY_FOLDER).occupations.get(code)
    return found.da or found.en if found else code


def _cited(reference: Reference | None) -> str:
    if reference is None:
        return ""
    return str(reference) + ("" if reference.verified else _NOT_VERIFIED)
