from django.urls import path

from tovholder.web.staff import views

app_name = "staff"
urlpatterns = [path("min-dag/", views.my_day, name="my_day")]
