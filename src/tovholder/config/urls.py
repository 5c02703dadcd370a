"""Every address of the product. Demo-only addresses are not merely refused elsewhere: they do not exist."""

from django.conf import settings
from django.urls import include, path
from django.urls.converters import IntConverter

# Before any address is read: a number in an address is the number of a row. One no row can have is no address of ours,
# and is never asked of a database that could not hold it.
IntConverter.regex = "[0-9]{1,18}"

urlpatterns = [
    path("", include("tovholder.web.shared.urls")),
    path("", include("tovholder.web.staff.urls")),
    path("borger/", include("tovholder.web.citizen.urls")),
    path("virksomhed/", include("tovholder.web.company.urls")),
    path("konto/", include("tovholder.web.shared.signin_urls")),
]

if settings.DEMO:
    urlpatterns += [path("personaer/", include("tovholder.web.shared.persona_urls"))]

handler400 = "tovholder.web.shared.errors.bad_request"
handler403 = "tovholder.web.shared.errors.forbidden"
handler404 = "tovholder.web.shared.errors.not_found"
handler500 = "tovholder.web.shared.errors.server_error"
