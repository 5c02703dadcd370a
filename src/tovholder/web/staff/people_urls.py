from django.urls import path

from tovholder.web.staff import people, people_actions, people_edit, people_family

urlpatterns = [
    path("borgere/", people.index, name="people"),
    path("borgere/ny/", people_edit.register, name="register_person"),
    path("borgere/cpr/", people.find_by_cpr, name="find_by_cpr"),
    path("aabnet/", people.opened, name="opened_people"),
    path("borgere/<int:person_id>/", people.case, name="person"),
    path("borgere/<int:person_id>/log/", people.log, name="person_log"),
    path("borgere/<int:person_id>/samtale/", people_actions.contact, name="register_contact"),
    path("borgere/<int:person_id>/vis/", people_actions.reveal, name="reveal"),
    path("borgere/<int:person_id>/familie/", people_family.family, name="person_family"),
    path("borgere/<int:person_id>/familie/fjern/", people_family.untie, name="person_untie"),
    path("borgere/<int:person_id>/ret/<slug:section>/", people_edit.edit, name="edit_person"),
]
