from django.urls import URLPattern, path

from tovholder.web.citizen import progress

urlpatterns: list[URLPattern] = [
    path("", progress.index, name="progress"),
    path("begynd/", progress.begin, name="progress_begin"),
    path("<int:measurement_id>/", progress.check, name="progress_check"),
    path("<int:measurement_id>/<int:number>/", progress.question, name="progress_question"),
]
