from django.urls import path

from tovholder.web.staff import methods

urlpatterns = [
    path("", methods.index, name="methods"),
    path("<int:work_method_id>/", methods.method, name="work_method"),
    path("<int:work_method_id>/mit/", methods.use, name="method_use"),
]
