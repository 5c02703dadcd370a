from django.urls import path

from tovholder.web.staff import considerations, health

urlpatterns = [
    path("", health.index, name="health"),
    path("<int:person_id>/", health.closet, name="health_closet"),
    path("<int:person_id>/spoergsmaal/", health.screening, name="health_screening"),
    path("<int:person_id>/samtale/", health.talk_new, name="health_talk_new"),
    path("<int:person_id>/beslutning/", health.decision_new, name="health_decision_new"),
    path("<int:person_id>/timer/", health.hours_new, name="health_hours"),
    path("<int:person_id>/sig-til/", health.tell, name="health_tell"),
    path("<int:person_id>/hensyn/", considerations.considerations, name="considerations"),
    path("<int:person_id>/hensyn/svar/", considerations.answer, name="considerations_answer"),
    path("samtale/<int:health_talk_id>/", health.talk, name="health_talk"),
    path("samtale/<int:health_talk_id>/aflyst/", health.talk_cancelled, name="health_talk_cancelled"),
    path("beslutning/<int:team_decision_id>/", health.decision, name="health_decision"),
]
