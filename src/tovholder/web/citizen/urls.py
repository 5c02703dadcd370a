from django.urls import path

from tovholder.web.citizen import views

app_name = "citizen"
urlpatterns = [path("", views.home, name="home")]
