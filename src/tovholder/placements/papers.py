"""Papers as each may see them: case staff by their cases, the citizen the own, a company those it is a party to."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import CASE_ROLES, HEARING_ROLES, Role
from tovholder.companies import pacts_queries as pacts
from tovholder.companies import queries as companies
from tovholder.documents import badges
from tovholder.documents import queries as documents
from tovholder.documents.models import IssuedPaper
from tovholder.people.models import Person
from tovholder.placements import paper_gathering as gathering
from tovholder.placements import queries
from tovholder.placements.models import CompetenceCard, Placement

ALIGNMENT, CARD, IGU, VITAS = "alignment", "competence_card", "igu", "vitas"
MEETING, WEEK = "meeting", "week"  # made in the room of the citizen's way
PARTNERSHIP, SERVICE_AGREEMENT, DIPLOMA, PACT = "partnership", "service_agreement", "diploma", "pact"
OF_STAYS = (ALIGNMENT, CARD, IGU, VITAS)
# In the citizen's language too.
OF_CITIZENS = (ALIGNMENT, CARD, IGU, MEETING, WEEK, "hearing_letter", "hearing_decision", "sanction_guide")
OF_HEARINGS = ("hearing_letter", "hearing_decision")  # read by those who answer for the case
OF_COMPANIES = (ALIGNMENT, IGU, VITAS, PARTNERSHIP, SERVICE_AGREEMENT, PACT)


def visible(*, actor: Actor) -> QuerySet[IssuedPaper]:
    """Papers within reach."""
    found = documents.register()
    if actor.is_citizen:
        return found.filter(person_id__in=_own_case(actor), kind__in=OF_CITIZENS)
    if actor.role == Role.COMPANY_CONTACT:
        return found.filter(_of_own_company(actor), kind__in=OF_COMPANIES)
    if actor.kind == "municipality" and actor.role in CASE_ROLES:
        if actor.role not in HEARING_ROLES:
            found = found.exclude(kind__in=OF_HEARINGS)
        return found.filter(Q(person_id__in=_own_people(actor)) | _of_nobody(actor))
    return found.none()


def _own_case(actor: Actor) -> QuerySet[Person, Any]:
    return Person.objects.filter(login_id=actor.user_id, organisation_id=actor.organisation_id).values("pk")


def _own_people(actor: Actor) -> QuerySet[Person, Any]:
    own = Person.objects.filter(organisation_id=actor.organisation_id, pending_import__isnull=True)
    return (own.filter(contact_id=actor.membership_id) if actor.only_own_cases else own).values("pk")


def _of_nobody(actor: Actor) -> Q:
    """Agreements with companies and pacts, of the whole partnership; diplomas, of the own organisation."""
    together = accounts.partner_organisations(actor=actor).values("pk")
    shared = Q(company_id__isnull=False) | Q(kind=PACT)
    of_partners = shared & Q(organisation_id__in=together)
    signed = Q(kind=PACT, about__in=pacts.signed_by(actor=actor).values(source=_as_source("pact")))
    return Q(person_id__isnull=True) & (Q(organisation_id=actor.organisation_id) | of_partners | signed)


def _of_own_company(actor: Actor) -> Q:
    """Also of a stay only once the company may see the stay itself."""
    own = Q(company_id__in=companies.visible(actor=actor).values("pk"))
    stays = [source(pk) for pk in queries.visible(actor=actor).values_list("pk", flat=True)]
    signed = Q(kind=PACT, about__in=pacts.signed_by(actor=actor).values(source=_as_source("pact")))
    return (own & (Q(person_id__isnull=True) | Q(about__in=stays))) | signed


def _as_source(kind: str) -> Concat:
    """What `about` says of a row, reckoned by the database."""
    return Concat(Value(f"{kind}:"), Cast("pk", CharField()))


def source(placement_id: int) -> str:
    return f"placement:{placement_id}"


def of_stay(stay: Placement, *, actor: Actor) -> QuerySet[IssuedPaper]:
    """The papers on a stay the caller has reached, newest first."""
    return visible(actor=actor).filter(about=source(stay.pk)).order_by("-year", "-serial", "-version")


def of_company(company_id: int, *, actor: Actor) -> QuerySet[IssuedPaper]:
    """Agreements with a company the caller has reached: no paper on a citizen."""
    found = visible(actor=actor).filter(company_id=company_id, person_id__isnull=True)
    return found.order_by("-issued_at", "-pk")


def of_pact(pact_id: int, *, actor: Actor) -> QuerySet[IssuedPaper]:
    """The papers of a pact the caller has reached, newest first."""
    return visible(actor=actor).filter(about=f"pact:{pact_id}").order_by("-issued_at", "-pk")


def of_citizen(person_id: int, *, actor: Actor) -> QuerySet[IssuedPaper]:
    """The citizen's own papers that still hold, newest first. The caller notes the person."""
    standing = visible(actor=actor).filter(person_id=person_id, withdrawn_at__isnull=True, replaced_by__isnull=True)
    return standing.order_by("-issued_at", "-pk")


def paper(paper_id: int, *, actor: Actor) -> IssuedPaper:
    """One paper with who got it; whom it is about is noted as shown. Raises OutOfReach."""
    found = visible(actor=actor).prefetch_related("deliveries__by__user").filter(pk=paper_id).first()
    if found is None:
        for person_id in documents.register().filter(pk=paper_id).values_list("person_id", flat=True):
            if person_id is not None:
                actor.book.refuse(person_id)
        raise OutOfReach("paper")
    if found.person_id is not None:
        actor.book.note([found.person_id], "paper")
    return found


def people_of(papers: list[IssuedPaper], *, actor: Actor) -> dict[int, Person]:
    """Whom the papers of a list are about, noted as shown. One question."""
    ids = {each.person_id for each in papers if each.person_id is not None}
    found = list(Person.objects.filter(pk__in=_own_people(actor)).filter(pk__in=ids)) if ids else []
    actor.book.note([person.pk for person in found], "paper")
    return {person.pk: person for person in found}


def card(stay: Placement) -> CompetenceCard | None:
    """The competence card of a stay the caller has reached."""
    return CompetenceCard.objects.filter(placement_id=stay.pk).first()


def stays_for_cards(*, actor: Actor) -> QuerySet[Placement]:
    """Stays at the own company whose card can be filled in: begun, and not called off; the newest first."""
    begun = queries.visible(actor=actor).filter(status__in=("started", "interrupted", "ended", "ended_early"))
    return begun.select_related("card").order_by("-starts_on", "-pk")


def card_shown_to_verifiers(found: documents.Verified) -> CompetenceCard | None:
    """The card of a paper whose holder has chosen to show it, as that paper said it: competences, never who."""
    card = _said_by(found.shown_about, found.issued_at)
    return card.defer("words", "said_by").first()


def _said_by(about: str, issued_at: datetime) -> QuerySet[CompetenceCard]:
    """The card while it is the one a paper of that time was made of. A confirmed card does not change: what is taken
    back and confirmed anew is confirmed after the paper, and an old number never states what is newer."""
    stay = about.removeprefix("placement:") if about.startswith("placement:") else None
    return CompetenceCard.objects.filter(placement_id=stay, confirmed_at__lte=issued_at)


def badge(paper: IssuedPaper, *, check_at: str, issuer_at: str, key_at: str, signer: badges.Signer) -> str:
    """The competence card of a paper the caller has reached, as a signed credential.

    Raises OutOfReach for others, and for one that was withdrawn, replaced or no longer says what the card does."""
    holds = paper.kind == CARD and paper.withdrawn_at is None and not hasattr(paper, "replaced_by")
    found = _said_by(paper.about if holds else "", paper.issued_at)
    card_of_paper = found.select_related("placement__unit__company", "placement__order").first()
    if card_of_paper is None or card_of_paper.confirmed_at is None:
        raise OutOfReach("card")
    told = _achievement(paper, card_of_paper, check_at, issuer_at, card_of_paper.confirmed_at)
    return signer.sign(badges.credential(told), kid=key_at)


def _achievement(
    paper: IssuedPaper, found: CompetenceCard, check_at: str, issuer_at: str, confirmed_at: datetime
) -> badges.Achievement:
    stay = found.placement
    levels = {row.code: row.da for row in parameters.terms("card_levels")}
    names = {row.code: row.da for row in parameters.terms("card_competences")}
    mastered = [(task, levels[level]) for task, level in found.tasks]
    mastered += [(names[code], levels[level]) for code, level in sorted(found.competences.items()) if code in names]
    kind = parameters.term("placement_kinds", stay.kind).da
    return badges.Achievement(
        number=paper.number,
        version=paper.version,
        check_at=check_at,
        issuer=paper.organisation.name,
        issuer_at=issuer_at,
        issued_at=paper.issued_at,
        name="Kompetencekort",
        description=f"{kind}, {stay.unit.company.name}, {gathering.period(stay.starts_on, stay.ends_before)}",
        criteria="Virksomheden har set opgaverne udført og bekræftet niveauet.",
        evidence=f"Bekræftet af {stay.unit.company.name} den {confirmed_at:%d.%m.%Y}.",
        mastered=tuple(mastered),
        alignment=gathering.esco_of(stay),
    )
