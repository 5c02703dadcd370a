from django.urls import path

from tovholder.web.staff import plans, plans_law, segment_rules, transfers

urlpatterns = [
    path("maalgrupper/", plans_law.segments, name="segments"),
    path("maalgrupper/regler/", segment_rules.segment_rules, name="segment_rules"),
    path("flytninger/", transfers.index, name="transfers"),
    path("flytninger/<int:transfer_id>/", transfers.transfer, name="transfer"),
    path("<int:person_id>/", plans.plan, name="citizen_plan"),
    path("<int:person_id>/ja/", plans.accept, name="citizen_plan_accept"),
    path("<int:person_id>/del/", plans.add_part, name="citizen_plan_part"),
    path("<int:person_id>/del/slut/", plans.end_part, name="citizen_plan_part_end"),
    path("<int:person_id>/hjaelp/", plans.add_helper, name="citizen_plan_helper"),
    path("<int:person_id>/hjaelp/skridt/", plans.helper_step, name="citizen_plan_helper_step"),
    path("<int:person_id>/naeste/", plans.next_steps, name="citizen_next_steps"),
    path("<int:person_id>/familie/", plans.whole_family, name="citizen_family_plan"),
    path("<int:person_id>/kontrakt/", plans_law.contract, name="citizen_contract"),
    path("<int:person_id>/kontrakt/underskriv/", plans_law.sign, name="citizen_contract_sign"),
    path("<int:person_id>/kontrakt/papir/", plans_law.on_paper, name="citizen_contract_paper"),
    path("<int:person_id>/kontrakt/laeg-til-side/", plans_law.set_aside, name="citizen_contract_aside"),
    path("<int:person_id>/visitation/", plans_law.visitation, name="citizen_visitation"),
    path("<int:person_id>/maalgrupper/", plans_law.segments_of, name="citizen_segments"),
    path("<int:person_id>/maalgrupper/ud/", plans_law.out_of_segment, name="citizen_segment_out"),
    path("<int:person_id>/flyt/", transfers.send, name="send_case"),
    path("<int:person_id>/flyt/familie/", transfers.send_along, name="send_family_along"),
    path("<int:person_id>/flyt/tilbage/", transfers.take_back, name="take_case_back"),
]
