from django.apps import AppConfig


class Learning(AppConfig):
    name = "tovholder.learning"
    label = "learning"
