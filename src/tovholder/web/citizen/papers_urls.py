from django.urls import path

from tovholder.web.citizen import papers

urlpatterns = [
    path("", papers.index, name="papers"),
    path("<int:paper_id>/hent/", papers.fetch, name="paper_fetch"),
    path("<int:paper_id>/vis/", papers.show, name="paper_show"),
    path("<int:paper_id>/cv/", papers.into_cv, name="paper_into_cv"),
    path("<int:paper_id>/digitalt/", papers.badge, name="paper_badge"),
]
