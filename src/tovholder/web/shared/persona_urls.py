from django.urls import path

from tovholder.web.shared import personas

urlpatterns = [path("", personas.choose, name="personas")]
