from django.urls import path

from tovholder.web.staff import aims, demand, profile_people, profile_steps, profile_texts, profiles, trade_language

urlpatterns = [
    path("", demand.index, name="demand"),
    path("planer/", demand.plans, name="plans"),
    path("planer/<int:plan_id>/", demand.plan, name="plan"),
    path("planer/<int:plan_id>/<int:demand_id>/", demand.need_out, name="plan_need_out"),
    path("brancher/", aims.index, name="aims"),
    path("brancher/vaegte/", aims.weigh, name="aim_weights"),
    path("fagsprog/", trade_language.index, name="trade_language"),
    path("fagsprog/<int:phrase_id>/", trade_language.take_out, name="phrase_out"),
    path("profiler/", profiles.index, name="profiles"),
    path("profiler/ny/", profiles.new, name="profile_new"),
    path("profiler/<int:profile_id>/", profiles.detail, name="profile"),
    path("profiler/<int:profile_id>/skriv/", profiles.write, name="profile_write"),
    path("profiler/<int:profile_id>/forslag/<int:text_id>/", profile_texts.take_in, name="profile_text"),
    path("profiler/<int:profile_id>/forslag/<int:text_id>/nej/", profile_texts.decline, name="profile_text_decline"),
    path("profiler/<int:profile_id>/forskel/", profiles.compare, name="profile_compare"),
    path("profiler/<int:profile_id>/kommentar/", profile_steps.comment, name="profile_comment"),
    path("profiler/<int:profile_id>/svar/", profile_steps.answer, name="profile_answer"),
    path("profiler/<int:profile_id>/spoerg/", profile_steps.ask, name="profile_ask"),
    path("profiler/<int:profile_id>/udgiv/", profile_steps.publish, name="profile_publish"),
    path("profiler/<int:profile_id>/ny-kladde/", profile_steps.begin_anew, name="profile_begin_anew"),
    path("profiler/<int:profile_id>/borgere/", profile_people.screening, name="profile_screening"),
    path("profiler/<int:profile_id>/indstil/", profile_people.nominate, name="nominate"),
    path("indstillinger/<int:nomination_id>/", profile_people.answer, name="nomination_answer"),
]
