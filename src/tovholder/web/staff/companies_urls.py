from django.urls import path

from tovholder.web.staff import companies, company_ending, company_people

urlpatterns = [
    path("", companies.index, name="companies"),
    path("ny/", companies.new, name="company_new"),
    path("<int:company_id>/", companies.detail, name="company"),
    path("<int:company_id>/ret/", companies.change, name="company_change"),
    path("<int:company_id>/konsulent/", companies.consultant, name="company_consultant"),
    path("<int:company_id>/arbejdssted/", companies.add_workplace, name="company_add_workplace"),
    path("<int:company_id>/kontakt/", company_people.add_contact, name="company_add_contact"),
    path("<int:company_id>/kontakt/stoppet/", company_people.retire_contact, name="company_retire_contact"),
    path("<int:company_id>/kontakt/tilbage/", company_people.return_contact, name="company_return_contact"),
    path("<int:company_id>/adgang/", company_people.invite, name="company_invite"),
    path("<int:company_id>/adgang/glemt/", company_people.recover, name="company_recover"),
    path("<int:company_id>/adgang/luk/", company_people.close_sign_in, name="company_close_sign_in"),
    path("<int:company_id>/ansatte/", companies.staffing, name="company_staffing"),
    path("<int:company_id>/ophoert/", company_ending.end, name="company_end"),
    path("<int:company_id>/ophoert/fortryd/", company_ending.take_back, name="company_not_ended"),
]
