"""Reads of the method work, scoped by actor: the own organisation's; indicators also of partners."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.circles import Circle
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import CASE_ROLES, STAFF_ROLES, OrganisationKind, Role
from tovholder.base.decision import Decision
from tovholder.learning import indicator_rules, wheel_rules
from tovholder.learning.indicator_rules import Above, Figure
from tovholder.learning.models import (
    GroupMeeting,
    IndicatorFigure,
    IndicatorFile,
    MethodTask,
    MethodText,
    StaffCourse,
    StaffCourseSeat,
    WheelItem,
    WorkingGroup,
)
from tovholder.parameters import Term

WRITERS = CASE_ROLES | {Role.COORDINATOR}
READERS = WRITERS | {Role.STEERING_MEMBER}
LEADERS = frozenset({Role.TEAM_LEADER, Role.COORDINATOR})
_HOUSES = (OrganisationKind.MUNICIPALITY, OrganisationKind.SECRETARIAT)


def writes(actor: Actor) -> bool:
    """Whoever works on cases here, and the secretariat's coordinator."""
    return actor.kind in _HOUSES and actor.may(*WRITERS)


def leads(actor: Actor) -> bool:
    """Who plans the wheel, reads figures in and holds courses."""
    return actor.kind in _HOUSES and actor.may(*LEADERS)


def reads(actor: Actor) -> bool:
    return actor.kind in _HOUSES and actor.may(*READERS)


def staff(*, actor: Actor) -> QuerySet[Membership]:
    """Colleagues of the own organisation. Citizens who sign in there are none."""
    return accounts.colleagues(actor=actor).filter(role__in=STAFF_ROLES)


def circle(*, actor: Actor) -> Circle:
    """The same, to choose among by name."""
    return Circle(staff(actor=actor), actor=actor)


def indicator_files(*, actor: Actor) -> QuerySet[IndicatorFile]:
    """Files of the own organisation and of those one works together with, newest first: figures of no person."""
    return files_told(actor=actor).filter(taken_back_at__isnull=True)


def files_told(*, actor: Actor) -> QuerySet[IndicatorFile]:
    """The same, and those of the own organisation that were taken back, without figures."""
    if not reads(actor):
        return IndicatorFile.objects.none()
    partners = accounts.partner_organisations(actor=actor).values("pk")
    holds = Q(organisation__in=partners, taken_back_at__isnull=True)
    found = IndicatorFile.objects.filter(Q(organisation_id=actor.organisation_id) | holds)
    return found.select_related("organisation", "by__user", "taken_back_by__user").order_by("-at", "-pk")


def may_take_back(row: IndicatorFile, *, actor: Actor) -> bool:
    """Whether the file is the actor's to take back."""
    if row.organisation_id != actor.organisation_id or not leads(actor):
        return False
    return row.by_id == actor.membership_id or row.by is None or not row.by.active


@dataclass(frozen=True)
class Line:
    """One municipality's figure with its change."""

    municipality_code: str
    figure: Figure

    @property
    def change(self) -> object:
        return indicator_rules.change(self.figure)


@dataclass(frozen=True)
class Shown:
    """One indicator: the municipalities, the two averages, and how many lie above."""

    code: str
    lines: tuple[Line, ...]
    national: Line | None
    project: Line | None
    above: Above


def indicators(file_id: int, *, actor: Actor) -> list[Shown]:
    """The figures of a file by indicator, in the order of the method. Raises OutOfReach."""
    found = indicator_files(actor=actor).filter(pk=file_id).first()
    if found is None:
        raise OutOfReach("indicators")
    rows = list(IndicatorFigure.objects.filter(file=found).order_by("municipality_code"))
    shown = []
    for term in parameters.terms("method_indicators"):
        of_it = {(row.area, row.municipality_code): _line(row) for row in rows if row.indicator == term.code}
        lines = tuple(line for (area, _code), line in of_it.items() if area == "municipality")
        national, project = of_it.get(("national", "")), of_it.get(("project", ""))
        above = indicator_rules.above([line.figure for line in lines], national.figure if national else None)
        if of_it:
            shown.append(Shown(term.code, lines, national, project, above))
    return shown


def _line(row: IndicatorFigure) -> Line:
    figure = Figure(row.baseline, row.latest, row.baseline_when, row.latest_when)
    return Line(row.municipality_code, figure)


def sections(template: str) -> list[Term]:
    """The sections of a template, in their order."""
    return [row for row in parameters.terms("method_sections") if row.text("template") == template]


def newest_text(template: str, *, organisation_id: int | None) -> MethodText | None:
    """The version that holds."""
    found = MethodText.objects.filter(organisation_id=organisation_id, template=template)
    return found.select_related("by__user").order_by("-number").first()


def texts(template: str, *, actor: Actor) -> list[MethodText]:
    """All versions of the own organisation's text, newest first."""
    if not reads(actor):
        return []
    found = MethodText.objects.filter(organisation_id=actor.organisation_id, template=template)
    return list(found.select_related("by__user").order_by("-number"))


def newest_texts(*, actor: Actor) -> dict[str, MethodText]:
    """The version that holds, of every template that was written in."""
    if not reads(actor):
        return {}
    rows = MethodText.objects.filter(organisation_id=actor.organisation_id).select_related("by__user")
    return {row.template: row for row in rows.order_by("number")}


def tasks(*, actor: Actor, group_id: int | None = None) -> QuerySet[MethodTask]:
    """What is agreed in the own organisation, due first; those that are over come last."""
    if not reads(actor):
        return MethodTask.objects.none()
    found = MethodTask.objects.filter(organisation_id=actor.organisation_id)
    if group_id is not None:
        found = found.filter(group_id=group_id)
    return found.select_related("owner__user", "group").order_by("due_on", "pk")


def task(task_id: int, *, actor: Actor) -> MethodTask:
    """One of them. Raises OutOfReach."""
    found = tasks(actor=actor).filter(pk=task_id).first()
    if found is None:
        raise OutOfReach("method task")
    return found


def is_over(row: MethodTask) -> bool:
    """Whether nobody follows it up any more."""
    known = parameters.is_term("method_task_states", row.state)
    return known and parameters.term("method_task_states", row.state).flag("ends")


def wheel(*, actor: Actor, year: int) -> list[WheelItem]:
    """The year of the own organisation, by the day things are due."""
    if not reads(actor):
        return []
    found = WheelItem.objects.filter(organisation_id=actor.organisation_id, due_on__year=year)
    return list(found.select_related("by__user").order_by("due_on", "kind", "pk"))


def wheel_item(item_id: int, *, actor: Actor) -> WheelItem:
    """One thing of the wheel. Raises OutOfReach."""
    found = WheelItem.objects.filter(organisation_id=actor.organisation_id, pk=item_id)
    row = found.select_related("by__user").first() if reads(actor) else None
    if row is None:
        raise OutOfReach("wheel")
    return row


def why(item: WheelItem, *, on: date) -> Decision:
    """How it stands, with the source of the wheel."""
    known = parameters.is_term("wheel_kinds", item.kind)
    reference = parameters.term("wheel_kinds", item.kind).reference if known else None
    is_off = item.called_off_at is not None
    return wheel_rules.why(due_on=item.due_on, held_on=item.held_on, is_called_off=is_off, on=on, reference=reference)


def courses(*, actor: Actor) -> QuerySet[StaffCourse]:
    """Courses of the own organisation, newest first."""
    if not reads(actor):
        return StaffCourse.objects.none()
    found = StaffCourse.objects.filter(organisation_id=actor.organisation_id)
    return found.annotate(n_seats=Count("seats", distinct=True)).prefetch_related("days").order_by("-made_at", "-pk")


def course(course_id: int, *, actor: Actor) -> StaffCourse:
    """One course with its days, those who take part and its groups. Raises OutOfReach."""
    seats = StaffCourseSeat.objects.select_related("member__user", "member__unit").prefetch_related("days")
    found = courses(actor=actor).prefetch_related(
        Prefetch("seats", seats.order_by("member__user__name", "pk")),
        Prefetch("groups", WorkingGroup.objects.select_related("unit").order_by("name")),
    )
    row = found.filter(pk=course_id).first()
    if row is None:
        raise OutOfReach("staff course")
    return row


def group(group_id: int, *, actor: Actor) -> WorkingGroup:
    """One working group with its meetings, newest first. Raises OutOfReach."""
    meetings = GroupMeeting.objects.select_related("by__user").order_by("-on", "-pk")
    found = WorkingGroup.objects.filter(course__in=courses(actor=actor).order_by().values("pk"), pk=group_id)
    row = found.select_related("course", "unit").prefetch_related(Prefetch("meetings", meetings)).first()
    if row is None:
        raise OutOfReach("working group")
    return row
