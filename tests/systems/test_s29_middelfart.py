"""S29, Middelfart's focused company service: reply and call-out within 24 hours, timed, with owner and escalation.

S29-1 only; the partnership agreements and the purpose of a stay have pages and tests of their own."""

from datetime import timedelta

from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.companies import desk_queries, desk_rules, desk_services
from tovholder.companies.models import Company, CompanyRequest

# Kind, hours until the reply, hours until somebody came (None: nobody has to), in time. Wednesday 9.30 to Thursday.
REPLIES = [
    ("recruitment", 2, None, (True, None)),
    ("recruitment", 26, None, (False, None)),
    ("problem", 1, 5, (True, True)),
    ("problem", 1, 25, (True, False)),
]


def test_s29_1_each_reply_and_each_arrival_is_timed_against_24_hours_with_an_owner(region: Region) -> None:
    anna = region.member("company_consultant", initials="AA")
    Company.objects.filter(pk=region.company.pk).update(consultant=anna)
    actor = accounts.actor_of(anna)
    for kind, reply, arrival, _kept in REPLIES:
        made = desk_services.receive(
            company_id=region.company.pk, kind=kind, words=f"{kind} {reply}", actor=actor, now=NOW
        )
        told = {"request_id": made.pk, "actor": actor, "words": "Vi kommer"}
        desk_services.answer(version=1, now=NOW + timedelta(hours=reply), **told)
        if arrival is not None:
            desk_services.arrive(version=2, at=None, now=NOW + timedelta(hours=arrival), **told)
    rows = CompanyRequest.objects.order_by("pk")
    kept = [
        (desk_rules.was_kept(row.due_at, row.answered_at), desk_rules.was_kept(row.arrive_by, row.arrived_at))
        for row in rows
    ]
    assert kept == [each[-1] for each in REPLIES]
    assert {row.owner for row in rows} == {anna}


def test_s29_1_what_is_late_escalates_by_itself_and_before_that_by_hand(region: Region) -> None:
    actor = region.actor("company_consultant")
    told = {"company_id": region.company.pk, "actor": actor, "now": NOW, "kind": "problem"}
    late, lifted = (desk_services.receive(words=words, **told) for words in ("Ingen kom", "Vi kan ikke selv"))
    desk_services.escalate(request_id=lifted.pk, version=1, words="Kræver en leder", actor=actor, now=NOW)
    leader = region.actor("team_leader")

    def seen(hours: int) -> list[CompanyRequest]:
        now = NOW + timedelta(hours=hours)
        return list(desk_queries.requests(actor=leader, now=now, stage="escalated").order_by("pk"))

    assert (seen(1), seen(24)) == ([lifted], [late, lifted])
