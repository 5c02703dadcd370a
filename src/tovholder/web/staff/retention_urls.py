from django.urls import path

from tovholder.web.staff import retention

urlpatterns = [
    path("", retention.overview, name="retention"),
    path("behold/", retention.hold, name="retention_hold"),
    path("frist/", retention.set_period, name="retention_period"),
    path("ophaev/", retention.lift, name="retention_lift"),
]
