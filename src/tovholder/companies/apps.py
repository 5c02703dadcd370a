from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Companies(AppConfig):
    name = "tovholder.companies"
    label = "companies"

    def ready(self) -> None:
        post_migrate.connect(_put_up_guard, sender=self)


def _put_up_guard(*, using: str, **_kwargs: object) -> None:
    from tovholder.accounts import guards
    from tovholder.companies import transitions

    guards.install(using=using, table="companies_joborder", steps=transitions.TRANSITIONS)
