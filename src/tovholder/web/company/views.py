"""The company's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="own page")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "company/home.html")
