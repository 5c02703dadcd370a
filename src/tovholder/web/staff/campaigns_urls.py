from django.urls import path

from tovholder.web.staff import campaign_marking, campaigns, channels, offers, outreach, surveys, teams

urlpatterns = [
    path("", campaigns.index, name="campaigns"),
    path("ny/", campaigns.new, name="campaign_new"),
    path("<int:campaign_id>/", campaigns.detail, name="campaign"),
    path("<int:campaign_id>/flere/", campaigns.list_more, name="campaign_list_more"),
    path("<int:campaign_id>/orienteret/", campaigns.inform, name="campaign_inform"),
    path("<int:campaign_id>/fil/", campaigns.export, name="campaign_export"),
    path("<int:campaign_id>/luk/", campaigns.close, name="campaign_close"),
    path("<int:campaign_id>/naeste/", campaign_marking.next_one, name="campaign_next"),
    path("virksomhed/<int:listed_id>/", campaign_marking.one, name="campaign_company"),
    path("tilbud/", offers.index, name="offers"),
    path("tilbud/ny/<int:company_id>/", offers.new, name="offer_new"),
    path("tilbud/<int:offer_id>/", offers.detail, name="offer"),
    path("tilbud/<int:offer_id>/traek-tilbage/", offers.withdraw, name="offer_withdraw"),
    path("undersoegelser/", surveys.index, name="surveys"),
    path("undersoegelser/ny/", surveys.new, name="survey_new"),
    path("undersoegelser/<int:round_id>/", surveys.detail, name="survey"),
    path("undersoegelser/<int:round_id>/flere/", surveys.list_more, name="survey_list_more"),
    path("undersoegelser/<int:round_id>/links/", surveys.links, name="survey_links"),
    path("undersoegelser/<int:round_id>/rykkere/", surveys.reminders, name="survey_reminders"),
    path("undersoegelser/<int:round_id>/luk/", surveys.close, name="survey_close"),
    path("undersoegelser/<int:round_id>/resultater/", surveys.results, name="survey_results"),
    path("undersoegelser/<int:round_id>/kontakt/", surveys.calls, name="survey_calls"),
    path("kanaler/", channels.index, name="channels"),
    path("kanaler/ny/", channels.new, name="channel_new"),
    path("kanaler/<int:post_id>/", channels.detail, name="channel_post"),
    path("plan/", outreach.plan, name="outreach"),
    path("team/", teams.index, name="teams"),
    path("team/<int:team_id>/", teams.detail, name="team"),
]
