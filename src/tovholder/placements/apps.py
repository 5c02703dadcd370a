from django.apps import AppConfig


class Placements(AppConfig):
    name = "tovholder.placements"
    label = "placements"
