"""S51-1, Brønderslev: four days of course for staff, and working groups that follow up on what was agreed."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.learning.models import MethodTask, StaffCourse, StaffCourseSeat, WorkingGroup

SignedIn = Callable[[Membership], Client]


def test_s51_1_four_days_who_was_there_a_working_group_and_what_was_agreed_and_followed_up(
    region: Region, signed_in: SignedIn
) -> None:
    today, colleague = timezone.localdate(), region.member("caseworker")
    lead, staff = signed_in(region.member("team_leader")), signed_in(colleague)
    told = {"title": "Empowerment", "request_key": "k"}
    told |= {f"on_{number}": today + timedelta(days=7 * (number - 2)) for number in range(1, 5)}
    assert staff.post("/metode/kurser/", told).status_code == 403  # a leader plans it
    assert lead.post("/metode/kurser/", told | {"on_3": told["on_2"]}).status_code == 422  # two days on one date
    for _twice in range(2):
        assert lead.post("/metode/kurser/", told | {"theme_1": "Borgerens egne mål"}).status_code == 302
    course = StaffCourse.objects.get()
    at = f"/metode/kurser/{course.pk}/"
    assert course.days.count() == 4
    assert lead.post(f"{at}med/", {"member_id": colleague.pk}).status_code == 302
    seat = StaffCourseSeat.objects.get()
    citizen = region.member("citizen", initials="CI")
    assert lead.post(f"{at}med/", {"member_id": citizen.pk}).status_code == 422  # no colleague
    assert lead.post(f"{at}dag/", {"number": 1, "there": [seat.pk]}).status_code == 302
    assert lead.post(f"{at}dag/", {"number": 4, "there": [seat.pk]}).status_code == 422  # that day is to come
    assert lead.post(f"{at}gruppe/", {"name": "Jobteamet"}).status_code == 302
    page = staff.get(at).content.decode()
    assert page.count(">var der<") == 1
    assert "%" not in page.split("<main")[1].split("</main")[0]  # no score
    group = f"/metode/gruppe/{WorkingGroup.objects.get().pk}/"
    assert staff.post(group, {"on": today, "words": "Borgeren skriver selv sit mål først"}).status_code == 302
    agreed = {"area": "staff", "words": "Spørg efter borgerens mål i hver samtale", "due_on": today, "request_key": "t"}
    assert staff.post(group, agreed).status_code == 302
    task = MethodTask.objects.get()
    done = {"version": 1, "state": "fully", "words": "Det gør alle nu", "due_on": today}
    assert staff.post(f"/metode/aftale/{task.pk}/", done).headers["Location"] == group
    page = staff.get(group).content.decode()
    for words in ("Borgeren skriver selv", "Spørg efter borgerens mål", "Helt på plads", "Det gør alle nu"):
        assert words in page
    elsewhere = signed_in(region.member("team_leader", at=region.fredensborg))
    assert elsewhere.get(group).status_code == elsewhere.get(at).status_code == 404


def test_a_colleague_is_taken_off_again_unless_they_were_there_and_any_colleague_is_found_by_name(
    region: Region, signed_in: SignedIn
) -> None:
    today, lead = timezone.localdate(), signed_in(region.member("team_leader"))
    told = {f"on_{number}": today + timedelta(days=7 * (number - 1)) for number in range(1, 5)}
    lead.post("/metode/kurser/", told | {"title": "Empowerment", "request_key": "k"})
    at = f"/metode/kurser/{StaffCourse.objects.get().pk}/"
    there, off = region.member("caseworker", initials="AB"), region.member("school_consultant", initials="CD")
    for member in (there, off):
        assert lead.post(f"{at}med/", {"member_id": member.pk}).status_code == 302
    stays, goes = (StaffCourseSeat.objects.get(member=member) for member in (there, off))
    lead.post(f"{at}dag/", {"number": 1, "there": [stays.pk]})
    page = lead.get(at).content.decode()
    assert page.count("Tag af listen") == 1  # nobody who was there is offered for it
    refused = lead.post(f"{at}af/", {"seat_id": stays.pk})
    assert refused.status_code == 422
    assert "bliver på listen" in refused.content.decode()
    assert signed_in(there).post(f"{at}af/", {"seat_id": goes.pk}).status_code == 403
    elsewhere = signed_in(region.member("team_leader", at=region.fredensborg))
    assert elsewhere.post(f"{at}af/", {"seat_id": goes.pk}).status_code == 404
    for _twice in range(2):
        assert lead.post(f"{at}af/", {"seat_id": goes.pk}).status_code == 302
    ticked = {"number": 1, "there": [stays.pk, goes.pk]}  # on a page that was opened before
    assert lead.post(f"{at}dag/", ticked).status_code == 302
    assert stays.days.count() == 1
    assert list(StaffCourseSeat.objects.all()) == [stays]
    coordinator = signed_in(region.member("coordinator"))
    for asking, found in ((coordinator, True), (elsewhere, False)):
        names = asking.get("/kolleger/ansatte/", {"navn": off.user.name[:8]}).content.decode()
        assert (off.user.name in names) == found
