from django.urls import path

from tovholder.web.staff import conditions, rule_book, statements

urlpatterns = [
    path("regler/", rule_book.rules, name="rules"),
    path("proev/", rule_book.try_law, name="try_law"),
    path("enhed/<int:unit_id>/", conditions.unit, name="unit_conditions"),
    path("enhed/<int:unit_id>/oplyst/", conditions.tell, name="unit_conditions_tell"),
    path("enhed/<int:unit_id>/erklaering/", conditions.ask, name="statement_new"),
    path("enhed/<int:unit_id>/borger/<int:person_id>/", conditions.for_person, name="unit_for_person"),
    path("erklaering/<int:ask_id>/", statements.ask, name="statement_ask"),
    path("erklaering/<int:ask_id>/link/", statements.link, name="statement_link"),
    path("erklaering/<int:ask_id>/papir/", statements.paper, name="statement_paper"),
    path("erklaering/<int:ask_id>/traek-tilbage/", statements.withdraw, name="statement_withdraw"),
    path("vitas/<int:placement_id>/", rule_book.vitas_sheet, name="vitas"),
]
