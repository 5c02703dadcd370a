from django.urls import path

from tovholder.web.staff import ladder, ladder_chain, ladder_reports, ladder_tasks, next_stay

urlpatterns = [
    path("", ladder.talks, name="ladder_talks"),
    path("job/", ladder_chain.checks, name="ladder_checks"),
    path("hvad-blev-det-til/", ladder_reports.became, name="ladder_became"),
    path("<int:placement_id>/", ladder.ladder, name="ladder"),
    path("<int:placement_id>/plan/", ladder.plan, name="ladder_plan"),
    path("<int:placement_id>/timer/", ladder.worked, name="ladder_worked"),
    path("<int:placement_id>/opfolgning/", ladder.follow_up, name="ladder_follow_up"),
    path("<int:placement_id>/opgaver/", ladder_tasks.tasks, name="ladder_tasks"),
    path("<int:placement_id>/opgaver/ny/", ladder_tasks.add, name="ladder_task_add"),
    path("<int:placement_id>/opgaver/ret/", ladder_tasks.change, name="ladder_task_change"),
    path("<int:placement_id>/opgaver/niveau/", ladder_tasks.assess, name="ladder_task_assess"),
    path("<int:placement_id>/kaede/", ladder_chain.chain, name="ladder_chain"),
    path("<int:placement_id>/naeste/", next_stay.page, name="next_stay"),
    path("<int:placement_id>/videre/", ladder_chain.convert, name="ladder_convert"),
    path("<int:placement_id>/uddannelse/", ladder_chain.draft, name="ladder_draft"),
    path("<int:placement_id>/job/", ladder_chain.check, name="ladder_check"),
]
