"""Whether a paper is genuine, for anybody who holds one; and the public key of the badges."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from tovholder.accounts.access_rules import open_to_all
from tovholder.documents import badges
from tovholder.documents import queries as documents
from tovholder.placements import papers


@require_GET
@open_to_all("whoever holds a paper may see whether it is genuine; never whom it is about")
def check(request: HttpRequest) -> HttpResponse:
    """Number and secret code in, and all that may be said out. Wrong code and no such paper are one answer."""
    number, code = request.GET.get("nr", ""), request.GET.get("kode", "")
    found = documents.verified(number, code) if number or code else None
    card = papers.card_shown_to_verifiers(found) if found else None
    shown = {"number": number[:20], "asked": bool(number or code), "found": found, "card": card}
    return render(request, "shared/papers/check.html", shown)


@require_GET
@open_to_all("the public key by which anybody can verify a badge")
def badge_key(request: HttpRequest) -> JsonResponse:
    """One JWK, at the address the badges name."""
    return JsonResponse(badges.OwnKey().public_key())


def check_at(request: HttpRequest) -> str:
    """The address that is printed on papers."""
    return request.build_absolute_uri(reverse("paper_check"))


def addresses(request: HttpRequest) -> dict[str, str]:
    """What a badge names: where it is verified, who issued it, and by which key."""
    return {
        "check_at": check_at(request),
        "issuer_at": request.build_absolute_uri(reverse("home")),
        "key_at": request.build_absolute_uri(reverse("badge_key")),
    }


def file(paper: documents.IssuedPaper, pdf: bytes) -> HttpResponse:
    """The PDF as a file to keep; its name says nothing about a citizen."""
    return attached(pdf, "application/pdf", f"{paper.number}-v{paper.version}.pdf")


def attached(data: bytes | str, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
