from django.urls import path

from tovholder.web.staff import agreements, together

urlpatterns = [
    path("opgaver/", together.tasks, name="tasks"),
    path("viden/", together.notes, name="labour_notes"),
    path("hold/", together.courses, name="courses"),
    path("hold/<int:course_id>/", together.course, name="course"),
    path("hold/<int:course_id>/<int:person_id>/", together.seat, name="course_seat"),
    path("aftaler/", agreements.index, name="agreements"),
    path("aftaler/ny/<int:company_id>/", agreements.new, name="agreement_new"),
    path("aftaler/<int:agreement_id>/", agreements.detail, name="agreement"),
    path("aftaler/<int:agreement_id>/<int:person_id>/", agreements.bank, name="agreement_bank"),
]
