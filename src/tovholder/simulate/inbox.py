"""What Yusra has asked: one about work, answered, and one about a letter, which waits."""

from datetime import timedelta

from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership
from tovholder.pathways import inbox_services
from tovholder.pathways.inbox_services import Told
from tovholder.people.models import Person
from tovholder.simulate.scale import Scale, moment

_YUSRA = "yusra@borger.example"


def tell(scale: Scale) -> None:
    """Through the services. Nothing where the region has no Yusra."""
    yusra = Person.objects.filter(login__email=_YUSRA, contact__isnull=False).select_related("contact__user").first()
    own = Membership.objects.filter(user__email=_YUSRA).select_related("user", "organisation").first()
    if yusra is None or yusra.contact is None or own is None:
        return
    actor, caseworker = accounts.actor_of(own), accounts.actor_of(yusra.contact)
    now = moment(scale.today - timedelta(days=5), 11)
    asked = inbox_services.ask(
        person_id=yusra.pk, told=Told("danish", "Kan jeg gå til dansk om aftenen?"), actor=actor, now=now
    )
    inbox_services.answer(
        enquiry_id=asked.pk, version=1, words="Ja. Vi finder et hold, når vi taler på onsdag.", actor=caseworker,
        now=now + timedelta(days=1),
    )  # fmt: skip
    later = moment(scale.today - timedelta(days=1), 14)
    for kind, words in (("talk", "Jeg har fået et brev, jeg ikke forstår."), ("job", "Er der et køkken nær Herlev?")):
        inbox_services.ask(person_id=yusra.pk, told=Told(kind, words), actor=actor, now=later)
