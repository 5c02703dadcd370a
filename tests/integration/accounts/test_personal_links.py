"""A link for one person and one thing: it works until it ends, and nobody can tell why another does not."""

from datetime import timedelta

import pytest

from tests.integration.region import NOW, Region
from tovholder.accounts import personal_links
from tovholder.accounts.models import AuditEntry, PersonalLink

pytestmark = pytest.mark.django_db


def make(region: Region, target: str = "statement:1") -> str:
    return personal_links.make(
        purpose="statement",
        target=target,
        name="Bo",
        ends_at=NOW + timedelta(days=7),
        actor=region.actor("company_consultant"),
        now=NOW,
    )


def test_a_link_opens_until_it_ends_and_only_for_its_purpose(region: Region) -> None:
    token = make(region)
    link = personal_links.opened(token, purpose="statement", now=NOW)
    assert (link.name, link.target, link.opened_at) == ("Bo", "statement:1", NOW)
    for purpose, now in (("survey", NOW), ("statement", NOW + timedelta(days=7))):
        with pytest.raises(personal_links.NoSuchLink):
            personal_links.opened(token, purpose=purpose, now=now)


def test_a_new_link_for_the_same_thing_ends_the_old_one_and_both_are_told(region: Region) -> None:
    old, _other = make(region), make(region, "statement:2")
    new = make(region)
    with pytest.raises(personal_links.NoSuchLink):
        personal_links.opened(old, purpose="statement", now=NOW)
    assert personal_links.opened(new, purpose="statement", now=NOW).withdrawn_at is None
    assert list(AuditEntry.objects.filter(target="statement:1").order_by("pk").values_list("action", flat=True)) == [
        "link.make", "link.withdraw", "link.make",
    ]  # fmt: skip


def test_the_token_is_nowhere_in_the_database_and_its_holder_reaches_no_case(region: Region) -> None:
    token = make(region)
    link = PersonalLink.objects.get()
    assert token not in str(PersonalLink.objects.values().get())
    actor = personal_links.acting(link)
    assert (actor.membership_id, actor.works_on_cases, actor.name) == (None, False, "Bo")
