from django.apps import AppConfig


class Companies(AppConfig):
    name = "tovholder.companies"
    label = "companies"
