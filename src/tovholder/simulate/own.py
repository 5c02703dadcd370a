"""Yusra's own pages: a welcome course behind her, and two things she has said are wrong, one of them answered."""

from datetime import timedelta

from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership
from tovholder.pathways import own_services
from tovholder.people.models import Person
from tovholder.simulate.scale import Scale, moment, monday

_YUSRA = "yusra@borger.example"


def tell(scale: Scale) -> None:
    """Through the services, by Yusra and her caseworker. Nothing where the region has no Yusra."""
    yusra = Person.objects.filter(login__email=_YUSRA, contact__isnull=False).select_related("contact__user").first()
    own = Membership.objects.filter(user__email=_YUSRA).select_related("user", "organisation").first()
    if yusra is None or yusra.contact is None or own is None:
        return
    actor, caseworker = accounts.actor_of(own), accounts.actor_of(yusra.contact)
    now = moment(scale.today - timedelta(days=6), 10)
    starts_on = monday(scale.today - timedelta(weeks=12))
    own_services.plan_welcome(
        person_id=yusra.pk, version=0, starts_on=starts_on, practice_weeks=4, actor=caseworker, now=now
    )
    told = own_services.propose_correction(
        person_id=yusra.pk, about="work", words="Jeg har også arbejdet to år i en skole i Homs.", actor=actor, now=now
    )
    own_services.answer_correction(
        person_id=yusra.pk,
        correction_id=told.pk,
        version=1,
        answer="corrected",
        words="",
        actor=caseworker,
        now=now + timedelta(days=1),
    )
    own_services.propose_correction(
        person_id=yusra.pk,
        about="phone",
        words="Mit nummer er nyt: 20 30 40 50.",
        actor=actor,
        now=now + timedelta(days=4),
    )
