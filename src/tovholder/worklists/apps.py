from django.apps import AppConfig


class Worklists(AppConfig):
    name = "tovholder.worklists"
    label = "worklists"
