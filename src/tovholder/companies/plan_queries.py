"""Combined plans, the map of services, referrals and the standing list of cases, scoped by actor."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.circles import Circle
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership, Organisation
from tovholder.accounts.roles import Role
from tovholder.companies import queries
from tovholder.companies.desk_queries import LOGGERS, may_log
from tovholder.companies.models import (
    CompanyReferral,
    CoordinationNote,
    MunicipalService,
    SolutionPlan,
    SolutionTask,
)


def _partners(field: str, actor: Actor) -> Q:
    partners = accounts.partner_organisations(actor=actor).values("pk")
    return Q(**{field: actor.organisation_id}) | Q(**{f"{field}__in": partners})


def plans(*, actor: Actor, company_id: int | None = None, kind: str = "", closed: bool = False) -> QuerySet[Any]:
    """The partnership's plans with companies; each with how many tasks are open and how many are late."""
    if actor.role not in LOGGERS:
        return SolutionPlan.objects.none()
    found = SolutionPlan.objects.filter(_partners("organisation_id", actor), company__pending_import__isnull=True)
    if company_id is not None:
        found = found.filter(company_id=company_id)
    if kind:
        found = found.filter(kind=kind)
    found = found.filter(closed_at__isnull=not closed) if company_id is None else found
    waiting = Count("tasks", filter=Q(tasks__done_at__isnull=True))
    related = found.select_related("company", "organisation", "owner__user")
    return related.annotate(waiting=waiting).order_by("-made_at", "-pk")


def plan(plan_id: int, *, actor: Actor) -> Any:
    """One plan with its tasks and notes. Raises OutOfReach."""
    if actor.role not in LOGGERS:
        raise OutOfReach("plan")
    tasks = SolutionTask.objects.select_related("unit__organisation", "owner__user", "done_by__user")
    found = (
        SolutionPlan.objects.filter(_partners("organisation_id", actor), pk=plan_id)
        .select_related("company", "organisation", "owner__user", "visit")
        .prefetch_related(Prefetch("tasks", tasks.order_by("due_on", "pk")), Prefetch("notes", _notes()))
        .first()
    )
    if found is None:
        raise OutOfReach("plan")
    return found


def _notes() -> QuerySet[CoordinationNote]:
    return CoordinationNote.objects.select_related("by__user", "organisation").order_by("-at", "-pk")


def locked_plan(plan_id: int, *, actor: Actor) -> SolutionPlan:
    found = SolutionPlan.objects.select_for_update(of=("self",)).filter(_partners("organisation_id", actor))
    row = found.filter(pk=plan_id).first() if actor.role in LOGGERS else None
    if row is None:
        raise OutOfReach("plan")
    return row


def owners(*, actor: Actor) -> QuerySet[Membership]:
    """Who can own a plan or a task: members of the partnership's municipalities who meet companies."""
    members = Membership.objects.filter(active=True, role__in=LOGGERS | {Role.ADMINISTRATOR})
    members = members.filter(organisation__kind__in=("municipality", "secretariat"))
    if actor.role != SYSTEM_ROLE:
        members = members.filter(_partners("organisation_id", actor))
    return members.select_related("user", "organisation").order_by("organisation__name", "user__name")


def circle(*, actor: Actor) -> Circle:
    """Whom the actor may give a plan or a task to; for nobody who may give none."""
    may = may_log(actor) or may_change_services(actor)
    return Circle(owners(actor=actor) if may else Membership.objects.none(), actor=actor)


def own_tasks(*, actor: Actor) -> QuerySet[SolutionTask]:
    """The actor's own open tasks, due first."""
    found = SolutionTask.objects.filter(owner_id=actor.membership_id, done_at__isnull=True, plan__closed_at=None)
    return found.select_related("plan__company", "unit").order_by("due_on", "pk")


def services(*, actor: Actor) -> QuerySet[MunicipalService]:
    """The map: what each municipality of the partnership does for companies, the own one first (S07-1)."""
    if actor.role not in queries.READERS | {Role.ADMINISTRATOR}:
        return MunicipalService.objects.none()
    found = MunicipalService.objects.filter(_partners("organisation_id", actor), ended_at__isnull=True)
    own_first = Case(When(organisation_id=actor.organisation_id, then=0), default=1)
    related = found.select_related("organisation", "unit", "owner__user")
    return related.order_by(own_first, "organisation__name", "unit__field", "name", "pk")


def service(service_id: int, *, actor: Actor) -> MunicipalService:
    found = services(actor=actor).filter(pk=service_id).first()
    if found is None:
        raise OutOfReach("service")
    return found


def referrals(*, actor: Actor) -> QuerySet[CompanyReferral]:
    """What the own organisation has sent or received. Others' are nobody's business here."""
    if actor.role not in LOGGERS:
        return CompanyReferral.objects.none()
    mine = Q(sender_id=actor.organisation_id) | Q(receiver_id=actor.organisation_id)
    found = CompanyReferral.objects.filter(mine, company__pending_import__isnull=True)
    related = found.select_related("company", "sender", "receiver", "receiving_unit", "owner__user", "sent_by__user")
    return related.order_by("-sent_at", "-pk")


def referral(referral_id: int, *, actor: Actor) -> CompanyReferral:
    """One referral with the notes of meetings about it. Raises OutOfReach."""
    found = referrals(actor=actor).filter(pk=referral_id).prefetch_related(Prefetch("notes", _notes())).first()
    if found is None:
        raise OutOfReach("referral")
    return found


def locked_referral(referral_id: int, *, actor: Actor) -> CompanyReferral:
    mine = Q(sender_id=actor.organisation_id) | Q(receiver_id=actor.organisation_id)
    found = CompanyReferral.objects.select_for_update(of=("self",)).filter(mine, pk=referral_id).first()
    if found is None or actor.role not in LOGGERS:
        raise OutOfReach("referral")
    return found


def receivers(*, actor: Actor) -> QuerySet[Organisation]:
    """To whom a company's need can be sent: bodies of the partnership where somebody works with companies."""
    if actor.role not in LOGGERS:
        return Organisation.objects.none()
    working = Membership.objects.filter(active=True, role__in=LOGGERS).values("organisation_id")
    kinds = ("municipality", "secretariat", "vocational_school")
    return Organisation.objects.filter(_partners("pk", actor), pk__in=working, kind__in=kinds).order_by("name")


def open_cases(*, actor: Actor) -> list[tuple[str, Any]]:
    """The standing list for a meeting: open referrals and open plans with who has each, the oldest first."""
    waiting = referrals(actor=actor).filter(closed_at__isnull=True).exclude(status="declined")
    waiting = waiting.prefetch_related(Prefetch("notes", _notes()))
    running = plans(actor=actor).prefetch_related(Prefetch("notes", _notes()))
    cases: list[tuple[str, Any]] = [("referral", each) for each in waiting[:100]]
    cases += [("plan", each) for each in running[:100]]
    return sorted(cases, key=lambda case: case[1].sent_at if case[0] == "referral" else case[1].made_at)


def may_change_services(actor: Actor) -> bool:
    """Whoever leads a team or administers keeps the map; the others read it."""
    return actor.kind == "municipality" and actor.role in (Role.TEAM_LEADER, Role.ADMINISTRATOR)


def is_late(task: SolutionTask, on: date) -> bool:
    return task.done_at is None and task.due_on < on
