from django.urls import path

from tovholder.web.citizen import corrections, cv, enquiries, mitid, observations, way_in, wishes

urlpatterns = [
    path("oensker/", wishes.wishes, name="wishes"),
    path("kan/", cv.cv, name="cv"),
    path("kan/cv.pdf", cv.as_pdf, name="cv_pdf"),
    path("kan/europass.json", cv.as_europass, name="cv_europass"),
    path("forkert/", corrections.corrections, name="corrections"),
    path("mitid/", mitid.begin, name="mitid"),
    path("mitid/tilbage/", mitid.back, name="mitid_back"),
    path("laerer/", observations.observations, name="observations"),
    path("skriv/", enquiries.enquiries, name="enquiries"),
    path("skriv/<int:enquiry_id>/", enquiries.write_back, name="write_back"),
    path("ind/<token>/", way_in.enter, name="way_in"),
]
