from django.urls import path

from tovholder.web.citizen import plan

urlpatterns = [
    path("", plan.plan, name="plan"),
    path("oenske/", plan.goal, name="plan_goal"),
    path("ja/", plan.accept, name="plan_accept"),
    path("kontrakt/", plan.sign, name="plan_sign"),
]
