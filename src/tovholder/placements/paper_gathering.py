"""Gathers what stands in a paper from the rows of a stay or an agreement the caller has reached.

Papers the company reads too name the citizen only as the citizen has said companies may; else there is a line to write
the name on by hand. Only the competence card, which is the citizen's own, carries the name of the register."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings

from tovholder import parameters, vocabulary
from tovholder.base.reference import Reference
from tovholder.companies.models import Company, ServiceAgreement
from tovholder.documents.badges import Alignment
from tovholder.documents.rendering import plain
from tovholder.people.models import Person
from tovholder.placements.models import CompetenceCard, Placement
from tovholder.placements.paper_facts import (
    AgreementFacts,
    AlignmentFacts,
    CardFacts,
    Group,
    IguFacts,
    StayFacts,
    VitasFacts,
)

_NOT_VERIFIED = " (ikke efterprøvet)"
IGU = "igu"


def alignment(stay: Placement) -> AlignmentFacts:
    """A first version from the stay's own fields: what has not been talked through is a line to write on."""
    purpose = parameters.term("placement_purposes", stay.purpose).da if stay.purpose else ""
    return AlignmentFacts(**_of(stay, stay.person.called), purpose=purpose)


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
    """The hours of school by the version of the act at the start. Raises NotInForceError outside the scheme."""
    scheme = parameters.value(IGU, on=stay.starts_on)
    return IguFacts(
        **_of(stay, stay.person.called),
        school_hours=scheme.whole("school_hours"),
        school_weeks=scheme.whole("school_weeks"),
        work_hours=scheme.whole("work_hours_per_week"),
        reference=_cited(scheme.reference),
    )


def vitas(stay: Placement) -> VitasFacts:
    """A first version from the stay's own fields. Never a CPR number: that is looked up in the case."""
    facts = StayFacts(**_of(stay, stay.person.called))
    return VitasFacts((_of_company(stay, facts), _of_parties(facts), _of_course(facts), _for_company_to_write()))


def _of_company(stay: Placement, facts: StayFacts) -> Group:
    rows = (
        ("Virksomhed", facts.company),
        ("CVR-nummer", facts.cvr),
        ("P-nummer", stay.unit.p_number),
        ("Arbejdsplads", facts.workplace),
        ("Kontaktperson", facts.company_contact),
    )
    return Group("Virksomheden", rows)


def _of_parties(facts: StayFacts) -> Group:
    rows = (("Borger", facts.citizen), ("Kommune", facts.municipality), ("Kontakt i kommunen", facts.consultant))
    return Group("Borgeren og kommunen", rows)


def _of_course(facts: StayFacts) -> Group:
    rows = (
        ("Ordning", facts.kind),
        ("Periode", facts.period),
        ("Timer om ugen uden løn", plain(facts.hours_unpaid)),
        ("Timer om ugen med løn", plain(facts.hours_paid)),
        ("Opgaver", facts.tasks),
        ("Mål", facts.goals),
    )
    return Group("Forløbet", rows)


def _for_company_to_write() -> Group:
    asked = ("Antal ansatte på arbejdspladsen", "Andre i praktik eller løntilskud", "Medarbejderrepræsentantens navn")
    return Group("Det skriver virksomheden selv", tuple((each, "") for each in asked))


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
        "hours_unpaid": stay.hours_unpaid or None,
        "hours_paid": stay.hours_paid or None,
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
