"""`./tovholder organisation`: the organisations of a live installation, their first administrator, their partnerships.

Everybody else is invited on the page of members. The link that is printed works once; hand it over yourself."""

import argparse
from collections import defaultdict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tovholder.accounts import installation, member_services, organisation_services, sign_in_services
from tovholder.accounts.actors import Actor, system
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Organisation, PartnershipMember
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.cli import database
from tovholder.cli.complaint import Complaint
from tovholder.cli.days import day
from tovholder.vocabulary import places

LONGEST_NAME = 120
_REASONS = "what happened to the second step: " + ", ".join(sign_in_services.REASONS)


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    words.add_parser("list", help="all organisations, with their numbers")
    add = words.add_parser("add", help="a new organisation and its first administrator")
    add.add_argument("--kind", required=True, choices=[kind.value for kind in OrganisationKind], metavar="KIND")
    add.add_argument("--name", required=True, help="e.g. 'Helsingør Kommune'")
    add.add_argument("--code", default="", help="the four digits of a municipality, e.g. 0217; nobody else has one")
    add.add_argument("--administrator", required=True, metavar="EMAIL", help="the e-mail address to sign in with")
    add.add_argument("--called", required=True, metavar="NAME", help="the administrator's name")
    join = words.add_parser("join", help="let organisations recruit together under one set of principles")
    join.add_argument("--partnership", required=True, metavar="NAME")
    leave = words.add_parser("leave", help="let organisations go out of a partnership")
    leave.add_argument("--partnership", required=True, metavar="NAME")
    for each, help_text in ((join, "the first day (today)"), (leave, "the first day without them (today)")):
        each.add_argument("--on", type=day, default=None, metavar="YYYY-MM-DD", help=help_text)
        each.add_argument("numbers", type=int, nargs="+", metavar="NUMBER")
    lost = words.add_parser(
        "lost", help="for somebody who has lost the second step: close the ways in, print a new link"
    )
    lost.add_argument("--email", required=True, metavar="EMAIL", help="of the sign-in")
    lost.add_argument("--reason", required=True, choices=sign_in_services.REASONS, metavar="REASON", help=_REASONS)
    lost.add_argument("--by", required=True, metavar="NAME", help="who made sure of who asks; goes into the log")


def run(options: argparse.Namespace) -> int:
    if settings.DEMO:
        raise Complaint("TOVHOLDER_MODE is demo; the organisations of a demo are made with it.")
    if options.what == "add":
        _require_told(options)
    else:
        database.require_there()
    database.migrate()
    database.require_live()
    {"list": _list, "add": _add, "join": _join, "leave": _leave, "lost": _lost}[options.what](options)
    return 0


def _require_told(options: argparse.Namespace) -> None:
    """Asked before anything is written, the database of a new installation included."""
    is_municipality = options.kind == OrganisationKind.MUNICIPALITY
    if bool(options.code) != is_municipality:
        raise Complaint("a municipality has a --code of four digits, and nobody else has one.")
    if is_municipality and options.code not in places.load().municipalities:
        raise Complaint(f"--code {options.code}: no municipality has it. It is four digits, e.g. 0217.")
    for option in ("name", "called"):
        typed = " ".join(getattr(options, option).split())
        if not any(map(str.isalnum, typed)) or len(typed) > LONGEST_NAME:
            raise Complaint(f"--{option} needs a name of 1 to {LONGEST_NAME} letters.")
        setattr(options, option, typed)
    try:
        validate_email(options.administrator.strip())
    except ValidationError as refused:
        raise Complaint(f"--administrator {options.administrator}: that is no e-mail address.") from refused


def _list(options: argparse.Namespace) -> None:
    takes_part: dict[int, list[str]] = defaultdict(list)
    for member in PartnershipMember.objects.select_related("partnership").order_by("partnership__name"):
        until = f" until {member.ends_before}" if member.ends_before else ""
        since = f" from {member.starts_on}" if member.starts_on else ""
        takes_part[member.organisation_id].append(f"{member.partnership.name}{since}{until}")
    found = list(Organisation.objects.order_by("pk"))
    if not found:
        print("No organisation yet; ./tovholder organisation add makes the first one and its administrator.")
    for each in found:
        together = ", ".join(takes_part[each.pk])
        print(f"{each.pk:>5}  {each.kind:<22} {each.name}" + (f"  ({together})" if together else ""))


def _add(options: argparse.Namespace) -> None:
    if options.code and Organisation.objects.filter(municipality_code=options.code).exists():
        raise Complaint(f"there is an organisation with the code {options.code} already.")
    if installation.is_empty():
        installation.mark_live(now=timezone.now())
    made, invitation = _made(options, system("organisation"))
    print(f"{made.name} is number {made.pk}.")
    if invitation.waits:
        print(f"{options.administrator} is invited already and has not answered: the link from before covers this too.")
        print("When it is lost or older than three days, ./tovholder organisation lost prints a new one.")
        return
    if invitation.link is None:
        print(f"{options.administrator} signs in already and finds the new organisation there.")
        return
    print(f"The administrator's link, valid once:\n{_address(invitation.link)}")


def _address(link: tuple[str, str]) -> str:
    origin = next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://localhost:8000")
    return f"{origin}{reverse('welcome', args=link)}"


@transaction.atomic
def _made(options: argparse.Namespace, actor: Actor) -> tuple[Organisation, member_services.Invitation]:
    made = organisation_services.create_organisation(
        actor=actor, kind=options.kind, name=options.name, municipality_code=options.code
    )
    invitation = member_services.invite(
        actor=actor,
        organisation_id=made.pk,
        email=options.administrator,
        name=options.called,
        role=Role.ADMINISTRATOR,
    )
    return made, invitation


def _join(options: argparse.Namespace) -> None:
    _check_numbers(options)
    on, now = options.on or timezone.localdate(), timezone.now()
    organisation_services.join_partnership(
        actor=system("organisation"), name=options.partnership, organisation_ids=options.numbers, on=on, now=now
    )
    print(f"{_counted(options.numbers, 'takes', 'take')} part in {options.partnership} from {on}.")


def _leave(options: argparse.Namespace) -> None:
    _check_numbers(options)
    on, now = options.on or timezone.localdate(), timezone.now()
    try:
        organisation_services.leave_partnership(
            actor=system("organisation"),
            name=options.partnership,
            organisation_ids=options.numbers,
            ends_before=on,
            now=now,
        )
    except NotAllowed as refused:
        raise Complaint(f"not all of them take part in {options.partnership}; nothing was changed.") from refused
    print(f"{_counted(options.numbers, 'is', 'are')} out of {options.partnership} from {on}.")


def _counted(numbers: list[int], one: str, more: str) -> str:
    return f"1 organisation {one}" if len(numbers) == 1 else f"{len(numbers)} organisations {more}"


def _lost(options: argparse.Namespace) -> None:
    if not options.by.strip():
        raise Complaint("--by needs the name of whoever made sure of who asks.")
    actor = system(options.by.strip()[:120])
    try:
        link = sign_in_services.close_ways_in(actor=actor, email=options.email, reason=options.reason)
    except NotAllowed as refused:
        raise Complaint(f"nobody signs in as {options.email}; nothing was changed.") from refused
    print("Password, second step and open sessions are ended. Hand this link to the person alone; it is valid once:")
    print(_address(link))


def _check_numbers(options: argparse.Namespace) -> None:
    known = set(Organisation.objects.filter(pk__in=options.numbers).values_list("pk", flat=True))
    for number in options.numbers:
        if number not in known:
            raise Complaint(f"there is no organisation {number}; ./tovholder organisation list shows them.")
