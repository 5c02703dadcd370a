from django.apps import AppConfig


class Documents(AppConfig):
    name = "tovholder.documents"
    label = "documents"
