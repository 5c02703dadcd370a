"""Everything that is deleted by itself: which rows, from which day their period counts, and what is done with them.

A new table with something about a person needs a place here; tests/architecture/test_retention.py asks for it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tovholder.accounts import readlog
from tovholder.accounts import retention as accounts
from tovholder.companies import retention as companies
from tovholder.documents import retention as documents
from tovholder.imports import retention as imports
from tovholder.pathways import retention as pathways
from tovholder.people import retention as people
from tovholder.placements import retention as placements
from tovholder.placements.models import Placement
from tovholder.proposals import retention as proposals
from tovholder.retention import cases

Held = frozenset[int]


@dataclass(frozen=True)
class Kind:
    """One kind of thing with a period.

    `rows` are all that may ever go, those of held cases left out; `day` is the fact their period counts from, a moment
    where `is_moment`; where `is_due_day` the row keeps the day of deletion itself. `owner` leads to the organisation
    that answers for a row; without one it belongs to the installation. `size` rows go in one transaction.
    """

    name: str
    period: str  # a row of the list `retention`
    tables: frozenset[str]
    rows: Callable[[Held], QuerySet[Any, Any]]
    day: str
    forget: Callable[[list[Any]], Counter[str]]
    owner: str = ""
    is_moment: bool = False
    is_due_day: bool = False
    size: int = 200
    in_log: bool = False  # in the database of the read log, which is another one on SQLite


def _contacts(held: Held) -> QuerySet[Any, Any]:
    """A held case keeps the name of whom to ask at the company."""
    named = Placement.objects.filter(person_id__in=held, company_contact__isnull=False).values("company_contact_id")
    return companies.former_contacts().exclude(pk__in=named)


KINDS: tuple[Kind, ...] = (
    Kind(
        "case", "closed_case", cases.TABLES, lambda held: people.closed_cases(held=held), "closed_on", cases.forget,
        owner="organisation_id", size=20,
    ),
    Kind(
        "proposal", "proposals_not_chosen", frozenset({"proposals.Proposal", "proposals.ProposalEvent"}),
        lambda held: proposals.came_to_nothing(held=held), "touched_at", proposals.forget_proposals,
        owner="organisation_id", is_moment=True,
    ),
    Kind(
        "sharing", "pool_profile", frozenset({"people.PoolSharing"}),
        lambda held: people.sharings(held=held), "ends_before", people.forget_sharings,
        owner="person__organisation_id",
    ),
    Kind(
        "ranking", "rankings", frozenset({"proposals.Ranking"}),
        lambda held: proposals.rankings(), "as_of", proposals.forget_rankings,
        owner="order__taken_by_id", is_moment=True,
    ),
    Kind(
        "person_ranking", "rankings", frozenset({"proposals.PersonRanking"}),
        lambda held: proposals.person_rankings(held=held), "as_of", proposals.forget_person_rankings,
        owner="person__organisation_id", is_moment=True,
    ),
    Kind(
        "paper", "issued_paper", frozenset({"documents.IssuedPaper", "documents.PaperDelivery"}),
        lambda held: documents.of_no_citizen(), "issued_at", documents.forget_papers,
        owner="organisation_id", is_moment=True,
    ),
    Kind(
        "run_inputs", "match_inputs", frozenset({"proposals.MatchRun"}),
        lambda held: proposals.runs_with_inputs(), "inputs_delete_on", proposals.forget_inputs,
        is_due_day=True,
    ),
    Kind(
        "import_original", "import_original", frozenset({"imports.Import", "imports.ImportRow"}),
        lambda held: imports.with_original(), "original_delete_on", imports.forget_originals,
        owner="organisation_id", is_due_day=True, size=5,
    ),
    Kind(
        "import_line", "write_log", frozenset({"imports.Import", "imports.ImportRow"}),
        lambda held: imports.lines(), "created_at", imports.forget_lines,
        owner="organisation_id", is_moment=True, size=5,
    ),
    Kind(
        "company_contact", "company_contact", frozenset({"companies.CompanyContact"}),
        _contacts, "left_on", companies.forget_contacts,
    ),
    Kind(
        "newcomer_need", "newcomer_need", frozenset({"placements.NewcomerNeed"}),
        lambda held: placements.needs_without_case(), "noted_on", placements.forget_needs,
        owner="organisation_id",
    ),
    Kind(
        "handover", "handover_without_case",
        frozenset(
            {"pathways.Handover", "pathways.HandoverPerson", "pathways.ReceptionTask", "pathways.ReceptionMeeting"}
        ),
        lambda held: pathways.handovers_without_case(), "touched_at", pathways.forget_handovers,
        owner="receiver_id", is_moment=True, size=20,
    ),
    Kind(
        "member", "member_left",
        frozenset({"accounts.User", "accounts.Membership", "account.EmailAddress", "mfa.Authenticator"}),
        lambda held: accounts.former_users(held=held), "left", accounts.forget_users,
        owner="memberships__organisation_id",
    ),
    Kind(
        "invitation", "invitation_unused", frozenset({"accounts.User", "accounts.Membership", "account.EmailAddress"}),
        lambda held: accounts.unused_invitations(), "invited_on", accounts.forget_invitations,
        owner="organisation_id",
    ),
    Kind(
        "personal_link", "personal_link", frozenset({"accounts.PersonalLink"}),
        lambda held: accounts.personal_links(), "ends_at", accounts.forget_personal_links,
        owner="organisation_id", is_moment=True,
    ),
    Kind(
        "nomination", "nomination", frozenset({"companies.Nomination"}),
        lambda held: companies.nominations(), "created_at", companies.forget_nominations,
        owner="organisation_id", is_moment=True,
    ),
    Kind(
        "session", "session", frozenset({"sessions.Session"}),
        lambda held: accounts.sessions(), "expire_date", accounts.forget_sessions,
        is_moment=True, size=1_000,
    ),
    Kind(
        "sign_in_count", "session", frozenset({"accounts.SignInCount"}),
        lambda held: accounts.sign_in_counts(), "expires", accounts.forget_sign_in_counts,
        is_moment=True, size=1_000,
    ),
    Kind(
        "read_log", "read_log", frozenset({"accounts.ReadEvent", "accounts.ReadSubject"}),
        lambda held: accounts.reads(held=held), "at", accounts.forget_reads,
        owner="organisation_id", is_moment=True, size=500, in_log=True,
    ),
    Kind(
        "write_log", "write_log", frozenset({"accounts.AuditEntry"}),
        lambda held: accounts.writes(held=held), "at", accounts.forget_writes,
        owner="organisation_id", is_moment=True, size=1_000,
    ),
)  # fmt: skip


def of_name(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)


def owned_by(kind: Kind, organisation_id: int | None) -> Q:
    """Rows one organisation answers for; of what belongs to the installation everybody sees the whole."""
    return Q(**{kind.owner: organisation_id}) if kind.owner and organisation_id is not None else Q()


def is_separate(kind: Kind) -> bool:
    """Whether the kind lies in a database that no transaction of ours spans."""
    return kind.in_log and readlog.alias() != "default"
