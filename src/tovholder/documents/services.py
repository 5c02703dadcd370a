"""Writes to the register of papers: issue, note who got one, withdraw. Never a change of what was issued.

Whether the actor may issue a paper on the thing is decided by the room the thing belongs to, which calls."""

import hashlib
import json
import secrets
from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.fields import lookup
from tovholder.documents import keeping, rendering
from tovholder.documents.drafts import Draft
from tovholder.documents.models import IssuedPaper, PaperDelivery, PaperSeries
from tovholder.documents.queries import hash_of


@transaction.atomic
def issue(*, draft: Draft, check_at: str, actor: Actor, now: datetime) -> IssuedPaper:
    """Make the paper, keep the file and enter it in the register, all or nothing. Raises NotAllowed when it cannot be
    made.

    A later paper of the same kind and language on the same thing is the next version of it; one that would say the
    same as the newest is that one, so a form sent twice makes one paper."""
    series = _locked_series(draft.organisation_id, localdate(now).year)
    former = _newest(draft)
    facts_key = _key(draft)
    if former is not None and former.facts_key == facts_key:
        return former
    paper = _numbered(draft, series, former)
    paper.facts_key, paper.issued_at, paper.issued_by_id = facts_key, now, actor.membership_id
    code = secrets.token_urlsafe(16)  # 128 bits
    paper.code_hash = hash_of(code)
    _entered(paper, _rendered(draft, paper, code, check_at))
    audit.record(
        actor=actor,
        action="paper.issue",
        person_id=paper.person_id,
        target=f"paper:{paper.pk}",
        facts={"kind": paper.kind, "number": paper.number, "version": paper.version},
    )
    return paper


def _locked_series(organisation_id: int, year: int) -> PaperSeries:
    """Two who issue at once wait for each other here. What is rolled back gives its number back."""
    PaperSeries.objects.get_or_create(organisation_id=organisation_id, year=year)
    return PaperSeries.objects.select_for_update().get(organisation_id=organisation_id, year=year)


def _newest(draft: Draft) -> IssuedPaper | None:
    same = IssuedPaper.objects.filter(
        organisation_id=draft.organisation_id, about=draft.about, kind=draft.kind, language=draft.language
    )
    return same.filter(withdrawn_at__isnull=True, replaced_by__isnull=True).order_by("-pk").first()


def _key(draft: Draft) -> str:
    told = rendering.plain({"facts": draft.facts, "for": draft.for_name, "template": rendering.VERSION})
    return lookup("paper", json.dumps(told, sort_keys=True))


def _numbered(draft: Draft, series: PaperSeries, former: IssuedPaper | None) -> IssuedPaper:
    """A new version keeps the number of the former; a new paper takes the next one of the year."""
    if former is None:
        series.last += 1
        series.save(update_fields=["last"])
    return IssuedPaper(
        organisation_id=draft.organisation_id,
        year=former.year if former else series.year,
        serial=former.serial if former else series.last,
        version=former.version + 1 if former else 1,
        replaces=former,
        kind=draft.kind,
        language=draft.language,
        template_version=rendering.VERSION,
        about=draft.about,
        person_id=draft.person_id,
        company_id=draft.company_id,
        for_name=draft.for_name,
    )


def _rendered(draft: Draft, paper: IssuedPaper, code: str, check_at: str) -> bytes:
    frame = rendering.Frame(
        organisation=draft.organisation_name,
        number=paper.number,
        version=paper.version,
        issued_on=localdate(paper.issued_at),
        check_at=check_at,
        check_link=f"{check_at}?{urlencode({'nr': paper.number, 'kode': code})}",
        code=code,
    )
    try:
        return rendering.render(draft.template, draft.facts, language=draft.language, frame=frame)
    except rendering.CannotRender as fault:
        raise NotAllowed("paper.cannot_be_made") from fault


def _entered(paper: IssuedPaper, pdf: bytes) -> None:
    """The file first, then the row: a row always has its file. A file without a row is swept up by the retention."""
    paper.sha256 = hashlib.sha256(pdf).hexdigest()
    paper.file = keeping.files.keep(pdf)
    try:
        with transaction.atomic():
            paper.save()
    except BaseException:
        keeping.files.delete(paper.file)
        raise


@transaction.atomic
def delivered(*, paper: IssuedPaper, how: str, receiver: str, actor: Actor, now: datetime) -> None:
    """Note who got the paper. The same again on the same day is one line."""
    _row, is_new = PaperDelivery.objects.get_or_create(
        paper=paper,
        how=how,
        receiver=receiver,
        by_id=actor.membership_id,
        on=localdate(now),
        defaults={"at": now},
    )
    if is_new:
        audit.record(
            actor=actor,
            action="paper.deliver",
            person_id=paper.person_id,
            target=f"paper:{paper.pk}",
            facts={"how": how, "receiver": receiver},
        )


@transaction.atomic
def show_to_verifiers(*, paper: IssuedPaper, shows: bool, actor: Actor) -> None:
    """The holder's choice: whoever verifies the paper is shown what it says of competences, or not. Never the name."""
    IssuedPaper.objects.filter(pk=paper.pk).update(holder_shows=shows)
    audit.record(
        actor=actor,
        action="paper.show",
        person_id=paper.person_id,
        target=f"paper:{paper.pk}",
        facts={"shows": shows},
    )


@transaction.atomic
def withdraw(*, paper: IssuedPaper, reason: str, actor: Actor, now: datetime) -> None:
    """The paper is no longer to be used: whoever verifies it is told so. It stays as it was. Twice is once."""
    withdrawn = IssuedPaper.objects.filter(pk=paper.pk, withdrawn_at__isnull=True)
    if not withdrawn.update(withdrawn_at=now, withdrawn_by_id=actor.membership_id, withdrawn_reason=reason):
        return
    audit.record(
        actor=actor,
        action="paper.withdraw",
        person_id=paper.person_id,
        target=f"paper:{paper.pk}",
        facts={"reason": reason},
    )
