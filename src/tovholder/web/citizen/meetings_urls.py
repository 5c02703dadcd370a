from django.urls import path

from tovholder.web.citizen import meetings

urlpatterns = [
    path("", meetings.index, name="meetings"),
    path("<int:meeting_id>/tid/", meetings.ask_to_move, name="meeting_move"),
    path("<int:meeting_id>/tolk/", meetings.ask_for_interpreter, name="meeting_interpreter"),
]
