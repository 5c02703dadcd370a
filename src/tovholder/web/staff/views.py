"""Pages of staff. Split by what one works on as they grow."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import STAFF_ROLES


@require_GET
@allows(*STAFF_ROLES, purpose="my day")
def my_day(request: HttpRequest) -> HttpResponse:
    return render(request, "staff/my_day.html")
