"""Reads of where jobs and offers were posted, what it gave, and a company's own strategy. Counts, no citizens."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import queries
from tovholder.companies.models import ChannelPost, Company, CompanyStrategy


@dataclass(frozen=True)
class Given:
    """What a channel gave: postings, candidates, hires."""

    channel: str
    posts: int
    candidates: int
    hires: int


def posts(*, actor: Actor) -> QuerySet[ChannelPost]:
    """The own organisation's postings; for a company all of its own jobs and offers, whoever posted them."""
    found = ChannelPost.objects.select_related("company", "order", "offer", "organisation", "by__user")
    if actor.may(Role.COMPANY_CONTACT):
        return found.filter(company__in=queries.visible(actor=actor).values("pk"))
    if actor.may(*COMPANY_STAFF):
        return found.filter(organisation_id=actor.organisation_id)
    return found.none()


def post(post_id: int, *, actor: Actor) -> ChannelPost:
    found = posts(actor=actor).filter(pk=post_id).first()
    if found is None:
        raise OutOfReach("post")
    return found


def given(*, actor: Actor) -> list[Given]:
    """Which channel gave recruits: most hires first, then most candidates; channels nothing was posted in are left
    out."""
    rows = posts(actor=actor).order_by().values("channel")
    sums = rows.annotate(n=Count("pk"), came=Sum("candidates"), hired=Sum("hires"))
    found = [Given(row["channel"], row["n"], row["came"], row["hired"]) for row in sums]
    order = {term.code: at for at, term in enumerate(parameters.terms("posting_channels"))}
    return sorted(found, key=lambda each: (-each.hires, -each.candidates, order[each.channel]))


def strategy(company: Company) -> CompanyStrategy:
    """What a company the caller has reached says of how it finds people; an empty one when it has said nothing."""
    return CompanyStrategy.objects.filter(company=company).first() or CompanyStrategy(company=company, version=0)
