from django.urls import path

from tovholder.web.company import surveys

urlpatterns = [
    path("", surveys.index, name="surveys"),
    path("svar/", surveys.answer_by_link, name="survey_link_answer"),
    path("virker-ikke/", surveys.no_link, name="survey_no_link"),
    path("<int:reply_id>/", surveys.answer, name="survey"),
    path("<str:token>/", surveys.open_link, name="survey_link"),
]
