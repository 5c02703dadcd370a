from django.urls import path

from tovholder.web.company import statements

urlpatterns = [
    path("link/<str:token>/", statements.by_link, name="statement_by_link"),
    path("<int:ask_id>/", statements.as_employer, name="statement"),
]
