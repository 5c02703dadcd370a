from django.urls import path

from tovholder.web.citizen import alignment

urlpatterns = [path("<int:placement_id>/", alignment.alignment, name="alignment")]
