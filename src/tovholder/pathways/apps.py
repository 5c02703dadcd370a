from django.apps import AppConfig


class Pathways(AppConfig):
    name = "tovholder.pathways"
    label = "pathways"
