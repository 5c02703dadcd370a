from django.urls import path

from tovholder.web.staff import companies

urlpatterns = [
    path("", companies.index, name="companies"),
    path("ny/", companies.new, name="company_new"),
    path("<int:company_id>/", companies.detail, name="company"),
    path("<int:company_id>/ret/", companies.change, name="company_change"),
    path("<int:company_id>/konsulent/", companies.consultant, name="company_consultant"),
    path("<int:company_id>/arbejdssted/", companies.add_workplace, name="company_add_workplace"),
    path("<int:company_id>/kontakt/", companies.add_contact, name="company_add_contact"),
    path("<int:company_id>/kontakt/stoppet/", companies.retire_contact, name="company_retire_contact"),
    path("<int:company_id>/adgang/", companies.invite, name="company_invite"),
    path("<int:company_id>/ansatte/", companies.staffing, name="company_staffing"),
]
