"""A company that has ended: nothing new is begun with it, it leaves the lists, and what runs goes on."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, Organisation
from tovholder.companies import campaigns_services as campaigns
from tovholder.companies import (
    demand_services,
    desk_contact_services,
    desk_queries,
    desk_services,
    ended_services,
    order_services,
    pact_services,
    partnership_services,
    plan_services,
    profile_queries,
    profile_services,
    shared_bank_services,
    together_services,
)
from tovholder.companies import offers_services as offers
from tovholder.companies import survey_services as surveys
from tovholder.companies.company_lists import Chosen
from tovholder.companies.models import CampaignCompany, CandidateProfile, Company, CompanyAsk, SurveyReply
from tovholder.learning import event_services
from tovholder.learning.facts import NewEvent
from tovholder.placements import conditions_services, gathering
from tovholder.placements.conditions_services import NewAsk
from tovholder.placements.facts import Stay
from tovholder.placements.plans import Statements
from tovholder.proposals import arrays
from tovholder.proposals import services as proposals
from tovholder.web.shared import sentences

ENDED = TODAY - timedelta(days=3)
Begin = Callable[[Region], object]


def _end(region: Region) -> Company:
    company = Company.objects.get()
    return ended_services.end(
        company_id=company.pk, version=company.version, ended_on=ENDED, stays_of=frozenset(),
        actor=region.actor("company_consultant"), now=NOW,
    )  # fmt: skip


def _known(region: Region) -> dict[str, object]:
    return {"company_id": region.company.pk, "actor": region.actor("company_consultant"), "now": NOW}


def _order(region: Region) -> object:
    known = _known(region) | {"unit_id": region.workplace.pk}
    del known["company_id"]
    return order_services.take_order(title="Kok", words="En kok", **known)  # type: ignore[arg-type]


def _request(region: Region) -> object:
    return desk_services.receive(kind="question", words="Hvordan?", **_known(region))  # type: ignore[arg-type]


def _service_agreement(region: Region) -> object:
    period = {"starts_on": TODAY, "ends_before": TODAY + timedelta(days=90), "stays_of": frozenset()}
    return together_services.agree(title="Aftale", words="", **period, **_known(region))  # type: ignore[arg-type]


def _partnership(region: Region) -> object:
    said = {"words": "", "status": "ready", "ask_again_on": None, "stays_of": frozenset()}
    return partnership_services.make(**said, **_known(region))  # type: ignore[arg-type]


def _pact_party(region: Region) -> object:
    known = _known(region)
    company_id = known.pop("company_id")
    pact = pact_services.make(
        kind="tripartite", title="Aftale", words="", starts_on=TODAY, ends_before=TODAY + timedelta(days=700),
        target_a_year=None, extra_target=None, **known,  # type: ignore[arg-type]
    )  # fmt: skip
    return pact_services.add_party(
        pact_id=pact.pk, kind="company", name="", lead_id=None, company_id=company_id, **known  # type: ignore[arg-type]
    )  # fmt: skip


def _plan(region: Region) -> object:
    owner = region.member("company_consultant").pk
    return plan_services.make_plan(kind="solution", title="Plan", words="", owner_id=owner, **_known(region))  # type: ignore[arg-type]


def _referral(region: Region) -> object:
    to = region.member("company_consultant", at=region.fredensborg).organisation_id
    return plan_services.refer(receiver_id=to, words="De mangler en kok", **_known(region))  # type: ignore[arg-type]


def _offer(region: Region) -> object:
    facts = offers.NewOffer(kind="visit", places=1)
    return offers.open_offer(facts=facts, request_key="a", **_known(region))  # type: ignore[arg-type]


def _demand(region: Region) -> object:
    told = {"kind": "growth", "title": "Ny hal", "words": "", "starts_on": TODAY, "ends_before": date(2027, 3, 1)}
    return demand_services.plan(**told, **_known(region))  # type: ignore[arg-type]


def _session(region: Region) -> object:
    known = _known(region)
    del known["company_id"]
    starts = NOW + timedelta(days=9)
    event = event_services.plan(
        facts=NewEvent(
            kind="job_fair",
            title="Messe",
            place="Salen",
            starts_at=starts,
            ends_at=starts + timedelta(hours=3),
            seats=9,
        ),
        **known,  # type: ignore[arg-type]
    )
    return event_services.ask_company(
        event_id=event.pk, company_id=region.company.pk, title="", starts_at=starts, seats=3, **known  # type: ignore[arg-type]
    )  # fmt: skip


def _visit(region: Region) -> object:
    told = desk_contact_services.Told(kind="visit", on=TODAY + timedelta(days=5), purpose="Hilse på")
    return desk_contact_services.plan(told=told, **_known(region))  # type: ignore[arg-type]


def _shared_bank(region: Region) -> object:
    known = _known(region)
    company_id = known.pop("company_id")
    bank = shared_bank_services.make(title="Bank", words="", **known)  # type: ignore[arg-type]
    return shared_bank_services.share(bank_id=bank.pk, company_id=company_id, on=TODAY, **known)  # type: ignore[arg-type]


def _profile(region: Region) -> CandidateProfile:
    known = _known(region)
    del known["company_id"]
    return profile_services.open_profile(title="Kok", industry="cleaning", occupation="cleaner", **known)  # type: ignore[arg-type]


def _signs_in(region: Region) -> Organisation:
    firm = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.update(organisation=firm)
    return firm


def _profile_party(region: Region) -> object:
    known, firm = _known(region), _signs_in(region)
    del known["company_id"]
    return profile_services.ask_party(profile_id=_profile(region).pk, organisation_id=firm.pk, **known)  # type: ignore[arg-type]


def _proposal(region: Region) -> object:
    person, known = region.person(), _known(region)
    del known["company_id"]
    return proposals.propose(order_id=region.order().pk, person_id=person.pk, why="", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "begin",
    [
        _order, _request, _service_agreement, _partnership, _pact_party, _plan, _referral, _offer, _demand, _session,
        _proposal, _visit, _shared_bank, _profile_party,
    ],
)  # fmt: skip
def test_nothing_new_is_begun_with_a_company_that_has_ended(region: Region, begin: Begin) -> None:
    _end(region)
    with pytest.raises(NotAllowed) as refused:
        begin(region)
    assert (refused.value.code, refused.value.facts) == ("company.ended", {"day": ENDED})
    assert "1. marts 2026" in sentences.refusal(refused.value.code, refused.value.facts)


def test_it_is_not_asked_about_a_profile_again_and_holds_nobody_up(region: Region) -> None:
    firm, known = _signs_in(region), _known(region)
    del known["company_id"]
    profile = _profile(region)
    profile_services.ask_party(profile_id=profile.pk, organisation_id=firm.pk, **known)  # type: ignore[arg-type]
    assert profile_queries.who_can_answer(profile) == [firm.pk]
    asked = CompanyAsk.objects.filter(kind="profile")
    assert asked.count() == 1
    profile.versions.update(status="published", published_at=NOW)
    _end(region)
    profile_services.begin_anew(profile_id=profile.pk, **known)  # type: ignore[arg-type]
    assert asked.count() == 1
    assert profile_queries.who_can_answer(profile) == []


def test_it_is_on_no_list_of_whom_to_call_and_gets_no_letter(region: Region) -> None:
    known = _known(region)
    actor = known["actor"]
    del known["company_id"]
    chosen = {"chosen": Chosen(), "request_key": "before"}
    campaign = campaigns.start(title="K", words="", **chosen, **known)  # type: ignore[arg-type]
    asked = {"questionnaire": "job_barometer", "closes_on": TODAY + timedelta(days=20)}
    round_ = surveys.open_round(title="R", **asked, **chosen, **known)  # type: ignore[arg-type]
    assert desk_queries.to_contact(actor=actor, on=TODAY).exists()  # type: ignore[arg-type]
    _end(region)
    assert not desk_queries.to_contact(actor=actor, on=TODAY).exists()  # type: ignore[arg-type]
    assert campaigns.inform_next(campaign_id=campaign.pk, channel="letter", **known) == 0  # type: ignore[arg-type]
    assert surveys.make_links(round_id=round_.pk, **known) == []  # type: ignore[arg-type]
    chosen["request_key"] = "after"
    campaigns.start(title="K2", words="", **chosen, **known)  # type: ignore[arg-type]
    surveys.open_round(title="R2", **asked, **chosen, **known)  # type: ignore[arg-type]
    assert (CampaignCompany.objects.count(), SurveyReply.objects.count()) == (1, 1)


def test_its_workplaces_have_closed_and_its_open_orders_ask_for_nobody(region: Region) -> None:
    order, stay = region.order(), Stay(kind="work_placement", starts_on=TODAY, ends_before=date(2026, 4, 1))
    assert arrays.open_orders().get() == order
    _end(region)
    assert not arrays.open_orders().exists()
    signed = Statements(employer_signed=True, representative_signed=True, spouse_owns_company=False, had_igu=False)
    facts = gathering.unit_facts(region.workplace.pk, cvr=region.company.cvr, stay=stay, statements=signed, on=TODAY)
    assert facts.last_day == ENDED
    new = NewAsk(
        unit_id=region.workplace.pk,
        kind="wage_subsidy_private",
        starts_on=TODAY,
        ends_before=date(2026, 5, 1),
        hours=Decimal(30),
    )
    with pytest.raises(NotAllowed, match=r"workplace\.closed"):
        conditions_services.ask(new=new, actor=region.actor("company_consultant"), now=NOW)


def test_what_runs_goes_on_and_is_ended_as_usual(region: Region) -> None:
    order = region.order()
    _end(region)
    actor = region.actor("company_consultant")
    order_services.withdraw_order(order_id=order.pk, version=order.version, words="Konkurs", actor=actor, now=NOW)
    order.refresh_from_db()
    assert order.status == "withdrawn"


def test_it_is_said_on_the_page_of_the_company_and_taken_back_there(
    region: Region, signed_in: Callable[[Membership], Client]
) -> None:
    client, address = signed_in(region.member("company_consultant")), f"/virksomheder/{region.company.pk}/"
    page = client.post(f"{address}ophoert/", {"version": 1, "ended_on": "2026-03-01"}, follow=True).text
    assert "Virksomheden ophørte 1. marts 2026." in page
    assert "Tag imod en jobordre" not in page
    page = client.post(f"{address}ophoert/fortryd/", {"version": 2}, follow=True).text
    assert "ophørte" not in page
    done = AuditEntry.objects.filter(target=f"company:{region.company.pk}").order_by("pk")
    assert list(done.values_list("action", flat=True)) == ["company.end", "company.take_back_end"]


def test_a_day_to_come_is_refused_and_a_partner_does_not_say_it(
    region: Region, signed_in: Callable[[Membership], Client]
) -> None:
    anna = region.member("company_consultant", initials="AA")
    Company.objects.update(consultant=anna)
    address, told = f"/virksomheder/{region.company.pk}/ophoert/", {"version": 1, "ended_on": "2026-03-01"}
    partner = signed_in(region.member("company_consultant", at=region.fredensborg))
    assert f"Ring til {anna.user.name}" in partner.post(address, told, follow=True).text
    own = signed_in(anna).post(address, told | {"ended_on": "2099-01-01"}, follow=True)
    assert "Den dag er ikke kommet endnu" in own.text
    assert Company.objects.get().ended_on is None
