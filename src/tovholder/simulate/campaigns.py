"""One campaign, one job barometer that about two of five have answered, offers and postings: small, so that pages of
companies have something to show whatever the size of the region. Through the services, by the persona Karen."""

from datetime import datetime, timedelta

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor, system
from tovholder.accounts.models import Membership
from tovholder.companies import campaigns_services, offers_services, queries, survey_services
from tovholder.companies.company_lists import Chosen
from tovholder.companies.models import CampaignCompany, SurveyReply
from tovholder.companies.offers_services import NewOffer
from tovholder.simulate.dice import Dice, Odds
from tovholder.simulate.frame_rows import Frame
from tovholder.simulate.scale import VERSION, Scale, moment

_KAREN = 0  # her number among the staff
_NOTED, _ANSWERING = 40, 300  # companies of the campaign, and of the barometer, that something is told of
_STATUSES = Odds({"informed": 4, "talked_to": 2, "wants": 2, "declines": 1, "not_reached": 1})
_READY = Odds({"yes": 3, "maybe": 4, "no": 3})
_OPENED = ("practice", "language_practice", "igu", "released_mentor")
_WANTED = ("kitchen_helper", "cleaner", "warehouse_worker", "care_centre_worker", "production_worker")


def tell(scale: Scale, frame: Frame) -> None:
    """Write them all, as told in the weeks before the region is seen."""
    karen = Membership.objects.select_related("user", "organisation").get(pk=frame.memberships[_KAREN])
    actor, dice = accounts.actor_of(karen).for_purpose("simulation"), Dice(scale.seed, VERSION, 0, 4)
    _campaign(actor, dice, moment(scale.today - timedelta(days=30), 9))
    _barometer(actor, dice, moment(scale.today - timedelta(days=20), 9))
    _postings(actor, dice, scale)


def _campaign(actor: Actor, dice: Dice, now: datetime) -> None:
    campaign = campaigns_services.start(
        title="IGU: en elev, I selv er med til at lære op",
        words="Vi fortæller alle virksomheder om integrationsgrunduddannelsen og spørger, hvad de vil åbne for.",
        chosen=Chosen(),
        request_key="simulated",
        actor=actor,
        now=now,
    )
    for number, listed in enumerate(CampaignCompany.objects.filter(campaign=campaign).order_by("pk")[:_NOTED]):
        status, at = dice.weighed(_STATUSES), now + timedelta(hours=number)
        campaigns_services.note(
            listed_id=listed.pk, version=1, status=status, channel="phone", words="", actor=actor, now=at
        )
        if status == "wants":
            _opens(listed, dice, actor, at)


def _opens(listed: CampaignCompany, dice: Dice, actor: Actor, now: datetime) -> None:
    audiences = ("job_centres",) if dice.chance(0.5) else ()
    facts = NewOffer(
        kind=dice.one_of(_OPENED), places=dice.whole(1, 4), campaign_id=listed.campaign_id, audiences=audiences
    )
    offer = offers_services.open_offer(
        company_id=listed.company_id, facts=facts, request_key=f"simulated:{listed.pk}", actor=actor, now=now
    )
    if dice.chance(0.4):
        offers_services.use(offer_id=offer.pk, version=1, number=1, actor=actor, now=now)


def _barometer(actor: Actor, dice: Dice, now: datetime) -> None:
    found = survey_services.open_round(
        title="Jobbarometer",
        questionnaire="job_barometer",
        closes_on=now.date() + timedelta(days=40),
        chosen=Chosen(),
        request_key="simulated",
        actor=actor,
        now=now,
    )
    survey_services.make_links(round_id=found.pk, actor=actor, now=now)
    sent = SurveyReply.objects.filter(round=found, sent_at__isnull=False).order_by("pk")[:_ANSWERING]
    for number, reply in enumerate(sent):
        if dice.chance(0.4):
            survey_services.answer(
                reply_id=reply.pk,
                version=1,
                answers=_answers(dice),
                is_done=True,
                actor=system("simulation"),
                now=now + timedelta(hours=number),
            )


def _answers(dice: Dice) -> dict[str, object]:
    hires = [{"occupation": dice.one_of(_WANTED), "number": dice.whole(1, 4)}] if dice.chance(0.5) else []
    told: dict[str, object] = {code: dice.weighed(_READY) for code in ("placement", "igu", "mentor")}
    told |= {"employees": dice.whole(2, 120), "trouble": dice.one_of(("none", "some", "very"))}
    return told | {"call": "yes" if dice.chance(0.6) else "no"} | ({"hires": hires} if hires else {})


def _postings(actor: Actor, dice: Dice, scale: Scale) -> None:
    own = queries.orders(actor=actor, status="open").filter(taken_by_id=actor.organisation_id)
    for order in own.order_by("pk")[:3]:
        for channel in dice.some_of(("job_portal", "facebook", "fair", "a_kasse"), 2):
            day = scale.today - timedelta(days=dice.whole(3, 15))
            post = offers_services.post(order_id=order.pk, channel=channel, address="", posted_on=day, actor=actor)
            came = dice.whole(0, 9)
            offers_services.count(
                post_id=post.pk,
                version=1,
                candidates=came,
                hires=min(came, dice.whole(0, 2)),
                ended_on=None,
                actor=actor,
            )
