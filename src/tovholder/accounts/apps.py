from django.apps import AppConfig


class Accounts(AppConfig):
    name = "tovholder.accounts"
    label = "accounts"
