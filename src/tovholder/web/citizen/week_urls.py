from django.urls import path

from tovholder.web.citizen import week

urlpatterns = [
    path("", week.week, name="week"),
    path("papir/", week.paper, name="week_paper"),
]
