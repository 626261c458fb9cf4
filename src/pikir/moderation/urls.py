"""Addresses of this room, below the language."""

from django.urls import path

from pikir.moderation.views import decisions, flags, outside, public, queue, staff, trust

urlpatterns = [
    path("report/<slug:kind>/<id:object_id>/", flags.report, name="flag"),
    path("report/", outside.outside, name="flag-outside"),
    path("report/done/", outside.done, name="flag-outside-done"),
    path("account/reports/", flags.mine, name="my-flags"),
    path("account/decisions/", decisions.mine, name="my-decisions"),
    path("decisions/<id:decision_id>/", decisions.decision, name="decision"),
    path("decisions/about/<id:post_id>/", decisions.about_post, name="decision-about"),
    path("account/standing/", trust.mine, name="my-standing"),
    path("desk/standing/<id:account_id>/", trust.standing, name="desk-standing"),
    path("desk/holds/", trust.holds, name="desk-holds"),
    path("rules/order/", public.order, name="order"),
    path("desk/queue/", queue.queue, name="queue"),
    path("desk/queue/bulk/", queue.bulk, name="queue-bulk"),
    path("desk/queue/<id:case_id>/", queue.case, name="case"),
    path("desk/judge/<slug:kind>/<id:object_id>/", queue.judge, name="judge"),
    path("desk/posts/<id:post_id>/", queue.takedown, name="takedown"),
    path("desk/appeals/", staff.appeals, name="appeals"),
    path("desk/appeals/<id:decision_id>/", staff.appeal, name="appeal"),
    path("desk/workload/", staff.load, name="workload"),
    path("desk/rules/", staff.rules, name="desk-rules"),
    path("desk/rules/<slug:key>/", staff.rule, name="desk-rule"),
    path("desk/column-staff/", staff.column_staff, name="desk-column-staff"),
]
