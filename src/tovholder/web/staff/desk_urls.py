from django.urls import path

from tovholder.web.staff import desk, desk_contacts, desk_plans

urlpatterns = [
    path("", desk.index, name="requests"),
    path("ny/<int:company_id>/", desk.new, name="request_new"),
    path("henvendelse/<int:request_id>/", desk.detail, name="request"),
    path("henvendelse/<int:request_id>/<str:step>/", desk.take, name="request_step"),
    path("virksomhed/<int:company_id>/", desk_contacts.company, name="desk_company"),
    path("virksomhed/<int:company_id>/kontakt/", desk_contacts.log, name="contact_new"),
    path("virksomhed/<int:company_id>/besoeg/", desk_contacts.plan_visit, name="visit_new"),
    path("virksomhed/<int:company_id>/giv-videre/", desk_contacts.hand_over, name="company_hand_over"),
    path("virksomhed/<int:company_id>/plan/", desk_plans.new_plan, name="plan_new"),
    path("virksomhed/<int:company_id>/send-videre/", desk_plans.refer, name="refer"),
    path("giv-videre/", desk_contacts.hand_over_all, name="hand_over_all"),
    path("kontaktliste/", desk_contacts.to_contact, name="to_contact"),
    path("besoeg/", desk_contacts.visits, name="visits"),
    path("besoeg/<int:event_id>/", desk_contacts.visit, name="visit"),
    path("besoeg/<int:event_id>/trin/", desk_contacts.visit_step, name="visit_step"),
    path("planer/", desk_plans.plans, name="desk_plans"),
    path("planer/<int:plan_id>/", desk_plans.plan, name="desk_plan"),
    path("planer/<int:plan_id>/gjort/", desk_plans.task_done, name="plan_task_done"),
    path("koordinering/", desk_plans.coordination, name="coordination"),
    path("sendt-videre/", desk_plans.referrals, name="referrals"),
    path("sendt-videre/<int:referral_id>/", desk_plans.referral, name="referral"),
    path("tilbud/", desk_plans.services, name="services"),
    path("tilbud/slut/", desk_plans.end_service, name="service_end"),
]
