from django.apps import AppConfig


class CitizenPages(AppConfig):
    name = "tovholder.web.citizen"
    label = "web_citizen"
