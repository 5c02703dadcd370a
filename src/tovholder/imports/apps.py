from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Imports(AppConfig):
    name = "tovholder.imports"
    label = "imports"

    def ready(self) -> None:
        post_migrate.connect(_put_up_guard, sender=self)


def _put_up_guard(*, using: str, **_kwargs: object) -> None:
    from tovholder.accounts import guards
    from tovholder.imports import transitions

    guards.install(using=using, table="imports_import", steps=transitions.TRANSITIONS)
