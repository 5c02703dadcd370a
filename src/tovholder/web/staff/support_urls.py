from django.urls import path

from tovholder.web.staff import support

urlpatterns = [
    path("", support.index, name="support"),
    path("<int:placement_id>/", support.of_stay, name="support_stay"),
    path("<int:placement_id>/mentor/", support.offer, name="support_offer"),
    path("<int:placement_id>/hjaelp/", support.ask, name="support_ask"),
    path("<int:placement_id>/krav/", support.demand, name="support_demand"),
    path("<int:placement_id>/aftale/", support.arrange, name="support_arrange"),
    path("mentor/<int:mentor_offer_id>/", support.answer, name="support_answer"),
    path("hjaelp/<int:quick_help_id>/", support.helped, name="support_helped"),
    path("krav/<int:stay_demand_id>/", support.met, name="support_met"),
    path("aftale/<int:stay_arrangement_id>/", support.end_arrangement, name="support_end"),
]
