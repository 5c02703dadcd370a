from django.urls import path

from tovholder.web.staff import investment

urlpatterns = [
    path("", investment.account, name="investment"),
    path("ud/", investment.take_out, name="investment_take_out"),
    path("investering.csv", investment.as_file, name="investment_file"),
]
