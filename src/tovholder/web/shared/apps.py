from django.apps import AppConfig


class SharedPages(AppConfig):
    name = "tovholder.web.shared"
    label = "web_shared"
