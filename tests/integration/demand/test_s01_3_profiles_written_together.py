"""S01-3: a candidate profile is written together, every party says yes, and a change is a new version."""

import pytest

from tests.integration.demand.written_together import CLEANING, begun, draft_of, partner, published
from tests.integration.region import NOW, Region
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Organisation
from tovholder.companies import profile_queries as queries
from tovholder.companies import profile_services as services
from tovholder.companies.models import Company, CompanyAsk, ProfileVersion
from tovholder.companies.profile_rules import Content


def test_nothing_is_published_while_a_party_has_not_said_yes_to_the_text_as_it_stands(region: Region) -> None:
    """The union's yes is to the text it read; the school's change asks it again."""
    lead, union, school = (
        region.actor("company_consultant"),
        partner(region, "union", "steering_member"),
        partner(region, "vocational_school", "school_consultant"),
    )
    profile = begun(region)
    for body in (union, school):
        services.ask_party(profile_id=profile.pk, organisation_id=body.organisation_id or 0, actor=lead, now=NOW)
        services.answer(profile_id=profile.pk, edition=2, agrees=True, actor=body, now=NOW)
    changed = Content(schooling="AMU, tre uger", required=("room_cleaning",))
    services.write(profile_id=profile.pk, edition=2, content=changed, actor=school, now=NOW)
    with pytest.raises(NotAllowed) as refused:
        services.publish(profile_id=profile.pk, edition=3, actor=lead, now=NOW)
    assert (refused.value.code, refused.value.facts) == ("profile.party_waits", {"number": 2})
    for body in (union, school):
        services.answer(profile_id=profile.pk, edition=3, agrees=True, actor=body, now=NOW)
    assert services.publish(profile_id=profile.pk, edition=3, actor=lead, now=NOW).schooling == "AMU, tre uger"


def test_a_changed_profile_is_a_new_draft_and_the_old_one_holds_until_it_is_published(region: Region) -> None:
    lead, union = region.actor("company_consultant"), partner(region, "union", "steering_member")
    profile = published(region)
    draft = services.begin_anew(profile_id=profile.pk, actor=lead, now=NOW)
    assert (draft.number, queries.content(draft)) == (2, CLEANING)
    services.write(profile_id=profile.pk, edition=1, content=Content(danish_level=40), actor=union, now=NOW)
    assert queries.published(profile.pk, actor=lead).danish_level == 30
    services.answer(profile_id=profile.pk, edition=2, agrees=True, actor=union, now=NOW)
    services.publish(profile_id=profile.pk, edition=2, actor=lead, now=NOW)
    standing = dict(ProfileVersion.objects.filter(profile=profile).values_list("number", "status"))
    assert standing == {1: "past", 2: "published"}


def test_words_written_over_somebody_elses_are_refused_and_a_late_yes_too(region: Region) -> None:
    lead, union = region.actor("company_consultant"), partner(region, "union", "steering_member")
    profile = begun(region)
    services.ask_party(profile_id=profile.pk, organisation_id=union.organisation_id or 0, actor=lead, now=NOW)
    services.write(profile_id=profile.pk, edition=2, content=Content(danish_level=60), actor=union, now=NOW)
    with pytest.raises(Stale):
        services.write(profile_id=profile.pk, edition=2, content=Content(danish_level=10), actor=lead, now=NOW)
    with pytest.raises(Stale):
        services.answer(profile_id=profile.pk, edition=2, agrees=True, actor=union, now=NOW)
    assert draft_of(profile).danish_level == 60


def test_a_draft_is_read_by_nobody_but_those_who_write_it(region: Region) -> None:
    profile = begun(region)
    stranger = partner(region, "employers_association", "steering_member")
    with pytest.raises(OutOfReach):
        queries.profile(profile.pk, actor=stranger)
    with pytest.raises(OutOfReach):
        services.comment(profile_id=profile.pk, words="Hvad med os?", actor=stranger, now=NOW)


def test_others_read_what_is_published_and_write_nothing(region: Region) -> None:
    profile = published(region)
    services.begin_anew(profile_id=profile.pk, actor=region.actor("company_consultant"), now=NOW)
    stranger = partner(region, "employers_association", "steering_member")
    found = queries.profile(profile.pk, actor=stranger)
    assert [each.status for each in queries.versions(found, actor=stranger)] == ["published"]
    with pytest.raises(OutOfReach):
        services.write(profile_id=profile.pk, edition=1, content=Content(), actor=stranger, now=NOW)


def test_a_company_that_is_asked_has_it_in_its_ledger_until_it_answers(region: Region) -> None:
    body = Organisation.objects.create(kind="company", name="Strandhotellet")
    Company.objects.filter(pk=region.company.pk).update(organisation=body)
    profile = begun(region)
    lead, hotel = region.actor("company_consultant"), region.actor("company_contact", at=body)
    services.ask_party(profile_id=profile.pk, organisation_id=body.pk, actor=lead, now=NOW)
    assert CompanyAsk.objects.values_list("kind", "words", "answer").get() == ("profile", profile.title, "")
    services.answer(profile_id=profile.pk, edition=2, agrees=False, actor=hotel, now=NOW)
    assert CompanyAsk.objects.get().answer == "no"
    with pytest.raises(NotAllowed):
        services.write(profile_id=profile.pk, edition=2, content=Content(), actor=hotel, now=NOW)
