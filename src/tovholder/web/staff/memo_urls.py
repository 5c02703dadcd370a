from django.urls import path

from tovholder.web.staff import memo

urlpatterns = [
    path("", memo.memo, name="memo"),
    path("unge/", memo.young, name="young"),
]
