"""One citizen with a caseworker, a language centre and a benefits officer: told, heard, assessed, decided."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.integration.region import NOW, Region
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership, Organisation
from tovholder.pathways import attendance_services, hearing_services
from tovholder.pathways.models import Attendance, Hearing
from tovholder.people.models import Access, Person

CHECK_AT = "https://tovholder.example/papir/"
GUIDED_ON, AWAY_ON = date(2026, 1, 5), date(2026, 3, 2)
ANSWER_BY = date(2026, 3, 18)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=COPENHAGEN)


@dataclass
class Scene:
    region: Region
    person: Person
    centre: Organisation

    @property
    def caseworker(self) -> Actor:
        return self.region.actor("caseworker")

    @property
    def officer(self) -> Actor:
        return self.region.actor("benefits_officer")

    @property
    def adviser(self) -> Membership:
        return self.region.member("language_adviser", at=self.centre)

    def away(self, on: date = AWAY_ON, reason: str = "no_word") -> Attendance:
        from tovholder.accounts import queries as accounts

        day = attendance_services.Day(self.person.pk, "danish", on, False, reason)
        return attendance_services.tell(day=day, actor=accounts.actor_of(self.adviser), now=NOW)

    def guided(self, on: date = GUIDED_ON) -> None:
        attendance_services.note_guidance(
            person_id=self.person.pk, on=on, language="ar", interpreter=True, check_at=CHECK_AT,
            actor=self.caseworker, now=NOW,
        )  # fmt: skip

    def prepared(self, *days: Attendance) -> Hearing:
        return hearing_services.prepare(
            person_id=self.person.pk, attendance_ids=[day.pk for day in days or (self.away(),)],
            intended="days_away", language="ar", actor=self.caseworker, now=NOW,
        )  # fmt: skip

    def sent(self, hearing: Hearing | None = None, **other: object) -> Hearing:
        made = hearing or self.prepared()
        told = {"version": made.version, "how": "handed_over", "answer_by": ANSWER_BY, "check_at": CHECK_AT}
        told |= {"actor": self.caseworker, "now": NOW}
        return hearing_services.send(hearing_id=made.pk, **(told | other))  # type: ignore[arg-type]

    def assessed(self, hearing: Hearing, **other: object) -> Hearing:
        told = {"version": hearing.version, "ground": "none", "furthers": None, "assessment": "Ingen grund er oplyst."}
        told |= {"proposes": "sanction", "actor": self.caseworker, "now": at(ANSWER_BY + timedelta(days=1))}
        return hearing_services.assess(hearing_id=hearing.pk, **(told | other))  # type: ignore[arg-type]

    def expired(self, hearing: Hearing) -> Hearing:
        now = at(ANSWER_BY + timedelta(days=1))
        return hearing_services.expire(hearing_id=hearing.pk, version=hearing.version, actor=self.caseworker, now=now)

    def decided(
        self,
        hearing: Hearing,
        *,
        sanction: bool = True,
        actor: Actor | None = None,
        now: datetime = NOW,
        taken: str = "Ydelsen for en dag",
    ) -> Hearing:
        return hearing_services.decide(
            hearing_id=hearing.pk, version=hearing.version, sanction=sanction, why="Ingen rimelig grund.",
            check_at=CHECK_AT, actor=actor or self.officer, now=now, taken=taken,
        )  # fmt: skip

    def citizen(self) -> Membership:
        member = self.region.member("citizen")
        Person.objects.filter(pk=self.person.pk).update(login=member.user)
        return member


def make(region: Region) -> Scene:
    person = region.person("Yusra", contact=region.member("caseworker"), takeover_on=GUIDED_ON)
    centre = Organisation.objects.create(kind="language_centre", name="Sprogcenter Nord")
    Access.objects.create(
        person=person,
        organisation=centre,
        purpose="learning",
        fields="learning",
        starts_on=date(2026, 1, 1),
        source="t:1",
    )
    return Scene(region, person, centre)
