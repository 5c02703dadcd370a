"""Writes to the ledger of burden. Called in the transaction of whatever asks a company for something.

Nothing is refused here: whether the actor may ask is decided by the service that asks."""

from datetime import date, datetime

from tovholder.accounts.actors import Actor
from tovholder.companies.models import CompanyAsk, CompanyPromise


def ask(
    *,
    company_id: int,
    kind: str,
    key: str,
    actor: Actor,
    now: datetime,
    words: str = "",
    unit_id: int | None = None,
    answer_by: date | None = None,
) -> None:
    """Write down that something is asked of the company. The same key twice is asked once.

    `kind` is a row of `company_asks`; `words` are about the thing and never name a citizen. An actor without an
    organisation (a batch run) asks nothing of anybody."""
    CompanyAsk.objects.get_or_create(
        key=key,
        defaults={
            "company_id": company_id,
            "unit_id": unit_id,
            "organisation_id": actor.organisation_id,
            "by_id": actor.membership_id,
            "kind": kind,
            "words": words[:160],
            "asked_at": now,
            "answer_by": answer_by,
        },
    )


def answered(*, key: str, answer: str, now: datetime) -> None:
    """The company has answered, or the asking ended otherwise (`company_ask_answers`). The first answer stands."""
    CompanyAsk.objects.filter(key=key, answered_at__isnull=True).update(answered_at=now, answer=answer)


def promise(*, company_id: int, words: str, key: str, due_at: datetime, actor: Actor, now: datetime) -> None:
    """Write down what the company was promised. The same key twice is one promise."""
    CompanyPromise.objects.get_or_create(
        key=key,
        defaults={
            "company_id": company_id,
            "organisation_id": actor.organisation_id,
            "by_id": actor.membership_id,
            "words": words[:160],
            "promised_at": now,
            "due_at": due_at,
        },
    )


def kept(*, key: str, now: datetime) -> None:
    """The promise was kept; the first time stands."""
    CompanyPromise.objects.filter(key=key, kept_at__isnull=True).update(kept_at=now)
