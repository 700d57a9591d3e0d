"""Addresses of one's own follow-up."""

from django.urls import path

from tettpaa.pages.own_follow_up import own_plan, views

urlpatterns = [
    path("min-oppfolging/", views.people, name="own_follow_up"),
    path("min-oppfolging/<int:pupil_key>", views.of_one, name="own_follow_up_of"),
    path("min-oppfolging/plan/<uuid:plan_id>", own_plan.plan, name="own_plan"),
    path("min-oppfolging/plan/<uuid:plan_id>/det-jeg-mener", own_plan.say, name="own_view_say"),
    path("min-oppfolging/plan/<uuid:plan_id>/plan-<slug:language>.pdf", own_plan.pdf, name="own_plan_pdf"),
]
