"""The scene of the journeys, set inside the demo's own database: `python -m tests.journeys.scene`."""

import django
from django.utils import timezone


def main() -> None:
    django.setup()
    from tests.integration import region as regions
    from tovholder.accounts.models import Installation, Organisation

    Installation.objects.get_or_create(id=1, defaults={"kind": "demo", "made_at": timezone.now()})
    region = regions.make()
    secretariat = Organisation.objects.create(kind="secretariat", name="Sekretariatet")
    for role in ("caseworker", "company_consultant", "team_leader", "administrator"):
        region.member(role)
    for role in ("coordinator", "steering_member"):
        region.member(role, at=secretariat)


if __name__ == "__main__":
    main()
