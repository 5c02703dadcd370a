"""What a language teacher has seen of a few, one answered by the citizen, and an investment account of three years."""

from datetime import date, timedelta

from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.pathways import investment_services, observation_services
from tovholder.people.models import Access
from tovholder.simulate.scale import moment

_SEEN: tuple[tuple[int, dict[str, int]], ...] = (
    (40, {"instructions": 1, "reading": 1, "computer": 2}),
    (5, {"instructions": 2, "reading": 1, "small_talk": 2, "module": 2}),
)
# What, side, and in thousands what was expected and what it became, by year before this one; invented.
_ACCOUNT: tuple[tuple[str, str, tuple[tuple[int, int | None], ...]], ...] = (
    ("Virksomhedskonsulenter og mentorer", "invested", ((2_400, 2_450), (2_600, 2_580), (2_600, None))),
    ("Velkomstforløb og branchepakke", "invested", ((1_200, 1_150), (1_100, 1_180), (1_100, None))),
    ("Færre på forsørgelse end ventet", "saved", ((2_000, 2_600), (3_900, 4_450), (5_200, None))),
)
_MOST = 3


def tell(today: date) -> int:
    """How many people were told of, through the services. The citizen who signs in in the demo is the first."""
    adviser = Membership.objects.filter(role=Role.LANGUAGE_ADVISER, active=True).order_by("pk").first()
    if adviser is None:
        return 0
    actor = accounts.actor_of(adviser).for_purpose("simulation")
    opened = Access.objects.filter(organisation_id=adviser.organisation_id, fields="learning", starts_on__lte=today)
    opened = opened.filter(ends_before__isnull=True, person__closed_on__isnull=True)
    in_order = sorted(opened.select_related("person"), key=lambda each: (each.person.login_id is None, each.pk))
    people = list(dict.fromkeys(each.person_id for each in in_order))[:_MOST]
    for number, person_id in enumerate(people):
        for days, answers in _SEEN[: 2 if number == 0 else 1]:
            day = today - timedelta(days=days)
            observation_services.tell(
                person_id=person_id, on=day, answers=answers, told_how="together", actor=actor, now=moment(day, 14)
            )
    _account(today)
    return len(people)


def _account(today: date) -> None:
    leader = Membership.objects.filter(role=Role.TEAM_LEADER, active=True, scope="organisation").order_by("pk").first()
    if leader is None:
        return
    actor = accounts.actor_of(leader).for_purpose("simulation")
    for what, kind, years in _ACCOUNT:
        for back, (expected, actual) in enumerate(reversed(years)):
            investment_services.put_line(
                year=today.year - back,
                kind=kind,
                what=what,
                expected=expected * 1_000,
                actual=None if actual is None else actual * 1_000,
                actor=actor,
                now=moment(today, 9),
            )
