from django.urls import URLPattern, path

from tovholder.web.staff import calibration, instruments, progress

urlpatterns: list[URLPattern] = [
    path("", progress.index, name="progress"),
    path("borger/<int:person_id>/", progress.person, name="person_progress"),
    path("borger/<int:person_id>/begynd/", progress.begin, name="progress_begin"),
    path("svar/<int:measurement_id>/", progress.measurement, name="measurement"),
    path("svar/<int:measurement_id>/send/", progress.send, name="measurement_send"),
    path("svar/<int:measurement_id>/slet/", progress.throw_away, name="measurement_throw_away"),
    path("svar/<int:measurement_id>/<int:number>/", progress.question, name="measurement_question"),
    path("skemaer/", instruments.index, name="instruments"),
    path("skemaer/nyt/", instruments.new, name="instrument_new"),
    path("skemaer/<int:instrument_id>/", instruments.detail, name="instrument"),
    path("skemaer/<int:instrument_id>/ret/", instruments.change, name="instrument_change"),
    path("skemaer/<int:instrument_id>/brug/", instruments.retire, name="instrument_retire"),
    path("skemaer/<int:instrument_id>/sprog/<slug:code>/", instruments.translate, name="instrument_translate"),
    path("greb/", calibration.notes, name="method_notes"),
    path("enighed/", calibration.vignettes, name="vignettes"),
    path("enighed/<int:vignette_id>/", calibration.vignette, name="vignette"),
    path("enighed/<int:vignette_id>/runde/", calibration.next_round, name="vignette_round"),
]
