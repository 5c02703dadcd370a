from django.apps import AppConfig


class Proposals(AppConfig):
    name = "tovholder.proposals"
    label = "proposals"
