"""What a demo holds, on half a screen."""

from django.db.models import Count

from tovholder.accounts import installation
from tovholder.accounts.models import Membership, Organisation
from tovholder.companies.models import Company, JobOrder
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.proposals.models import ENDED, MatchRun, PersonRanking, Proposal, Ranking

_ORDER_WORDS = (("open", "open"), ("draft", "to confirm"), ("filled", "filled"), ("withdrawn", "withdrawn"))


def text() -> str:
    """People, orders, matches, placements, and that nobody is forgotten."""
    lines = [*_region(), *_work(), *_matches()]
    width = max(len(name) for name, _ in lines)
    return "\n" + "\n".join(f"  {name:<{width}}  {told}" for name, told in lines)


def _region() -> list[tuple[str, str]]:
    people = Person.objects.filter(closed_on__isnull=True)
    row = installation.mark()
    seed = row.facts.get("seed") if row else None
    controllers = Organisation.objects.filter(kind="municipality").count()
    return [
        ("Region", f"{controllers} municipalities, {Organisation.objects.count()} organisations (seed {seed})"),
        ("Citizens", f"{Person.objects.count():,}, of them {people.count():,} with an open case"),
        ("Companies", f"{Company.objects.count():,}"),
        ("Personas", f"{Membership.objects.filter(user__is_persona=True).count()}"),
    ]


def _work() -> list[tuple[str, str]]:
    orders = dict(JobOrder.objects.values_list("status").annotate(number=Count("pk")))
    open_proposals = Proposal.objects.exclude(status__in=(*ENDED, "chosen")).count()
    running = Placement.objects.filter(status__in=HOLDS_A_PLACE)
    return [
        ("Job orders", ", ".join(f"{orders.get(status, 0):,} {word}" for status, word in _ORDER_WORDS)),
        ("Proposals", f"{Proposal.objects.count():,}, of them {open_proposals:,} under way"),
        ("Placements", f"{Placement.objects.count():,}, of them {running.count():,} running or agreed"),
    ]


def _matches() -> list[tuple[str, str]]:
    run = MatchRun.objects.filter(kind="nightly", finished_at__isnull=False).order_by("-pk").first()
    if run is None:
        return [("Tonight's job", "has not run yet")]
    ranked = PersonRanking.objects.exclude(entries=[]).count()
    stated = PersonRanking.objects.filter(entries=[]).count()
    return [
        ("Tonight's job", f"{run.orders:,} orders against {run.people:,} people, both ways"),
        ("Ranked lists", f"{Ranking.objects.count():,} orders, {ranked:,} people with a best proposal"),
        *_planned(run),
        ("Nobody forgotten", f"{stated:,} people without one, each with the reason"),
    ]


def _planned(run: MatchRun) -> list[tuple[str, str]]:
    plan = run.facts.get("plan")
    if not plan:
        return []
    proof = "proved best" if plan["proved"] else f"at most {plan['gap']:.2%} from the best"
    return [("Joint plan", f"{plan['served']:,} people at {plan['places']:,} open places, {proof}")]
