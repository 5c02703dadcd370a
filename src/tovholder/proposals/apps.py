from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Proposals(AppConfig):
    name = "tovholder.proposals"
    label = "proposals"

    def ready(self) -> None:
        post_migrate.connect(_put_up_guard, sender=self)


def _put_up_guard(*, using: str, **_kwargs: object) -> None:
    from tovholder.accounts import guards
    from tovholder.proposals import transitions

    guards.install(using=using, table="proposals_proposal", steps=transitions.TRANSITIONS)
