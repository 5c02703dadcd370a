from django.apps import AppConfig


class People(AppConfig):
    name = "tovholder.people"
    label = "people"
