"""What the municipalities do together, as rows: the columns that the services would write for the same facts."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from tovholder.companies.models import (
    BankEntry,
    CourseSeat,
    ForecastDemand,
    JointCourse,
    LabourNote,
    ServiceAgreement,
)
from tovholder.simulate.facts import Citizen, Part
from tovholder.simulate.firm_rows import Places
from tovholder.simulate.frame_rows import Frame
from tovholder.simulate.numbering import Numbering
from tovholder.simulate.region import Staff
from tovholder.simulate.together_facts import Agreement, Course, Entered


class TogetherRows:
    """The rows of one part. Its people and firms are written already."""

    def __init__(
        self, part: Part, people: dict[int, int], places: Places, frame: Frame, staff: Staff, numbering: Numbering
    ) -> None:
        self.part, self.people, self.places, self.frame = part, people, places, frame
        self.staff, self.numbering = staff, numbering
        self._citizens: dict[int, Citizen] = {citizen.number: citizen for citizen in part.citizens}

    def rows(self) -> Iterator[models.Model]:
        """Parents before children."""
        together = self.part.together
        for agreement in together.agreements:
            yield from self._agreement(agreement)
        for course in together.courses:
            yield from self._course(course)
        for note in together.notes:
            yield LabourNote(
                id=self.numbering.next(LabourNote),
                organisation_id=self._home(note.by),
                by_id=self.frame.member(note.by),
                industry=note.industry,
                words=note.words,
                at=note.at,
            )

    def _home(self, member: int) -> int:
        return self.frame.organisations[self.staff.members[member].body]

    def _agreement(self, agreement: Agreement) -> Iterator[models.Model]:
        number = self.numbering.next(ServiceAgreement)
        yield ServiceAgreement(
            id=number,
            company_id=self.places.companies[agreement.firm],
            organisation_id=self._home(agreement.lead),
            title=agreement.title,
            words=agreement.words,
            starts_on=agreement.starts_on,
            ends_before=agreement.ends_before,
            created_at=agreement.created_at,
        )
        for need in agreement.foreseen:
            yield ForecastDemand(id=self.numbering.next(ForecastDemand), agreement_id=number, **need._asdict())
        for entered in agreement.bank:
            yield BankEntry(agreement_id=number, **self._entered(BankEntry, entered))

    def _course(self, course: Course) -> Iterator[models.Model]:
        number = self.numbering.next(JointCourse)
        yield JointCourse(
            id=number,
            organisation_id=self._home(course.lead),
            title=course.title,
            starts_on=course.starts_on,
            seats=course.seats,
            created_at=course.created_at,
        )
        for entered in course.taken:
            yield CourseSeat(course_id=number, **self._entered(CourseSeat, entered))

    def _entered(self, model: type[models.Model], entered: Entered) -> dict[str, Any]:
        return {
            "id": self.numbering.next(model),
            "person_id": self.people[entered.person],
            "organisation_id": self.frame.organisations[self._citizens[entered.person].municipality],
            "added_on": entered.on,
        }
