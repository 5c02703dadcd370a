from django.urls import path

from tovholder.web.staff import meeting_hours, meeting_steps, meetings, met, weeks

urlpatterns = [
    path("", meetings.index, name="meetings"),
    path("borger/<int:person_id>/", meetings.of_person, name="meetings_of_person"),
    path("moedt/", met.met, name="met"),
    path("tider/", meeting_hours.hours, name="meeting_hours"),
    path("tider/<int:hours_id>/fjern/", meeting_hours.drop, name="meeting_hours_drop"),
    path("kalender/", meeting_hours.make_link, name="meeting_calendar_link"),
    path("kalender/<str:token>.ics", meeting_hours.calendar, name="meeting_calendar"),
    path("uge/<int:person_id>/", weeks.week, name="week"),
    path("uge/<int:person_id>/papir/", weeks.paper, name="week_paper"),
    path("uge/slut/<int:week_entry_id>/", weeks.end, name="week_end"),
    path("<int:meeting_id>/", meetings.detail, name="meeting"),
    path("<int:meeting_id>/<slug:step>/", meeting_steps.take, name="meeting_step"),
]
