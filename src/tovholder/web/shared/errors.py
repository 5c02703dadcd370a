"""Error pages: what happened, what to do. Never what lies behind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shared/error.html", {"error": "bad_request"}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shared/error.html", {"error": "forbidden"}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "shared/error.html", {"error": "not_found"}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "shared/error.html", {"error": "server_error"}, status=500)
