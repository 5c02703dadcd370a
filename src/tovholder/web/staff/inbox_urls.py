from django.urls import path

from tovholder.web.staff import inbox

urlpatterns = [
    path("", inbox.index, name="inbox"),
    path("borger/<int:person_id>/", inbox.new, name="enquiry_new"),
    path("<int:enquiry_id>/", inbox.detail, name="enquiry"),
    path("<int:enquiry_id>/<str:step>/", inbox.take, name="enquiry_step"),
]
