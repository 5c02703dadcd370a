from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Placements(AppConfig):
    name = "tovholder.placements"
    label = "placements"

    def ready(self) -> None:
        post_migrate.connect(_put_up_guard, sender=self)


def _put_up_guard(*, using: str, **_kwargs: object) -> None:
    from tovholder.accounts import guards
    from tovholder.placements import transitions

    guards.install(using=using, table="placements_placement", steps=transitions.TRANSITIONS)
