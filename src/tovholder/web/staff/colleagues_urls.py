from django.urls import path

from tovholder.web.staff import colleagues

urlpatterns = [
    path("konsulenter/", colleagues.consultants, name="names_of_consultants"),
    path("planer/", colleagues.plan_owners, name="names_of_plan_owners"),
    path("kontakter/", colleagues.contacts, name="names_of_contacts"),
    path("ansatte/", colleagues.staff, name="names_of_staff"),
    path("hvis-sager/", colleagues.whose_cases, name="names_to_filter_by"),
]
