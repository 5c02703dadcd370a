from django.urls import path

from tovholder.web.staff import cards, papers, papers_of_companies

urlpatterns = [
    path("", papers.index, name="papers"),
    path("bevis/", papers_of_companies.diploma, name="diploma_new"),
    path("<int:paper_id>/", papers.detail, name="paper"),
    path("<int:paper_id>/hent/", papers.fetch, name="paper_fetch"),
    path("<int:paper_id>/udleveret/", papers.hand_over, name="paper_hand_over"),
    path("<int:paper_id>/traek-tilbage/", papers.withdraw, name="paper_withdraw"),
    path("forlob/<int:placement_id>/", papers.of_stay, name="stay_papers"),
    path("forlob/<int:placement_id>/kort/", cards.card, name="stay_card"),
    path("forlob/<int:placement_id>/kort/spoerg/", cards.ask, name="stay_card_ask"),
    path("forlob/<int:placement_id>/kort/aabn/", cards.reopen, name="stay_card_reopen"),
    path("virksomhed/<int:company_id>/", papers_of_companies.of_company, name="company_papers"),
    path("parter/<int:pact_id>/", papers_of_companies.of_pact, name="pact_papers"),
    path("aftale/<int:agreement_id>/", papers_of_companies.of_agreement, name="agreement_papers"),
]
