from django.urls import path

from tovholder.web.staff import pacts, partnerships, shared_banks

urlpatterns = [
    path("", partnerships.index, name="partnerships"),
    path("virksomhed/<int:company_id>/", partnerships.detail, name="partnership"),
    path("virksomhed/<int:company_id>/spoerg/", partnerships.ask_again, name="partnership_ask"),
    path("parter/", pacts.index, name="pacts"),
    path("parter/ny/", pacts.new, name="pact_new"),
    path("parter/<int:pact_id>/", pacts.detail, name="pact"),
    path("parter/<int:pact_id>/part/", pacts.party, name="pact_party"),
    path("parter/<int:pact_id>/loefte/", pacts.promise, name="pact_promise"),
    path("parter/<int:pact_id>/opfoelgning/", pacts.held, name="pact_held"),
    path("parter/<int:pact_id>/aar/", pacts.year, name="pact_year"),
    path("loefter/<int:promise_id>/", pacts.move, name="pact_move"),
    path("banker/", shared_banks.index, name="shared_banks"),
    path("banker/<int:bank_id>/", shared_banks.detail, name="shared_bank"),
    path("banker/<int:bank_id>/kursus/", shared_banks.course, name="shared_bank_course"),
    path("banker/<int:bank_id>/<int:person_id>/", shared_banks.person, name="shared_bank_person"),
]
