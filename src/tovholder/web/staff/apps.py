from django.apps import AppConfig


class StaffPages(AppConfig):
    name = "tovholder.web.staff"
    label = "web_staff"
