from django.urls import path, re_path

from tovholder.web.staff import changed_asks, order_intake, orders

urlpatterns = [
    path("", orders.index, name="orders"),
    path("ny/", order_intake.take, name="order_take"),
    re_path(r"^ord/(?P<kind>kompetence|stilling)/$", order_intake.names, name="order_names"),
    path("aendrede-krav/", changed_asks.index, name="changed_asks"),
    path("<int:order_id>/", orders.detail, name="order"),
    path("<int:order_id>/profil/", order_intake.profile, name="order_profile"),
    path("<int:order_id>/besvaret/", orders.answer, name="order_answer"),
    path("<int:order_id>/gaelder/", orders.still_holds, name="order_still_holds"),
    path("<int:order_id>/traek-tilbage/", orders.withdraw, name="order_withdraw"),
    path("<int:order_id>/kontakt/", orders.choose_contact, name="order_choose_contact"),
    path("<int:order_id>/tovholder/", orders.hand_over, name="order_hand_over"),
    path("<int:order_id>/vis-andre/", changed_asks.let_others_be_shown, name="let_others_be_shown"),
]
