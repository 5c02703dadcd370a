from django.urls import path

from tovholder.web.staff import own, own_setup

urlpatterns = [
    path("", own_setup.setup, name="own_setup"),
    path("<int:person_id>/", own.page, name="own_pages"),
    path("<int:person_id>/vej/", own.channel, name="own_channel"),
    path("<int:person_id>/vej/slut/", own.end_channel, name="own_channel_end"),
    path("<int:person_id>/mitid/", own.open_by_mitid, name="own_mitid"),
    path("<int:person_id>/mitid/luk/", own.close_mitid, name="own_mitid_close"),
    path("<int:person_id>/link/", own.link, name="own_link"),
    path("<int:person_id>/kode/", own.code, name="own_code"),
    path("<int:person_id>/luk/", own.withdraw, name="own_withdraw"),
    path("<int:person_id>/svar/", own.answer, name="own_answer"),
    path("<int:person_id>/velkomst/", own.welcome, name="own_welcome"),
]
