"""The fixed indicators that a company consultant answers at each visit, and what was answered last (S35-3).

They are a sheet as any other: each question for itself, read where progression is read, by the citizen too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.pathways import progress_sheet
from tovholder.pathways.models import Measurement
from tovholder.pathways.progress_sheet import CASEWORKER, Question, Sheet
from tovholder.people import case_scope
from tovholder.people.models import Person


@dataclass(frozen=True)
class Asked:
    """The sheet of today, its questions, and the newest answer to each that was asked in the same words."""

    sheet: Sheet
    questions: tuple[Question, ...]
    last: Mapping[str, int]
    last_on: date | None


def code(*, on: date) -> str:
    """Which instrument is the fixed one; '' on a day without any."""
    return next((row.code for row in parameters.terms("progress_instruments", on=on) if row.flag("at_visits")), "")


def asked(person: Person, *, actor: Actor, on: date) -> Asked | None:
    """What is asked at a visit, for those who work in the citizen's case; of another's citizen nothing is."""
    chosen = code(on=on)
    if not chosen or not case_scope.may_work_on(person, actor):
        return None
    sheet = progress_sheet.own_examples(on=on)[chosen]
    done = Measurement.objects.filter(person_id=person.pk, instrument__code=chosen, done_at__isnull=False)
    newest = done.select_related("sheet").order_by("-done_at", "-pk").first()
    if newest is None or newest.done_at is None:
        return Asked(sheet, sheet.of(CASEWORKER), {}, None)
    before = progress_sheet.from_json(newest.sheet.content)
    last = {name: value for name, value in newest.answers.items() if value and sheet.means_the_same(before, name)}
    return Asked(sheet, sheet.of(CASEWORKER), last, localdate(newest.done_at))
