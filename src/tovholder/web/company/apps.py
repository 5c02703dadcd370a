from django.apps import AppConfig


class CompanyPages(AppConfig):
    name = "tovholder.web.company"
    label = "web_company"
