from django.urls import path

from tovholder.web.company import papers

urlpatterns = [
    path("", papers.index, name="papers"),
    path("<int:paper_id>/hent/", papers.fetch, name="paper_fetch"),
    path("kort/<int:placement_id>/", papers.card, name="card"),
]
