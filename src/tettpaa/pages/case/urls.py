"""Addresses of cases."""

from django.urls import path

from tettpaa.pages.case import views

urlpatterns = [
    path("saker/", views.cases, name="cases"),
    path("elev/<int:key>/sak", views.open_one, name="case_open"),
    path("sak/<uuid:case_id>", views.case, name="case"),
    path("sak/<uuid:case_id>/feilfort", views.withdraw, name="case_withdraw"),
    path("sak/<uuid:case_id>/svar", views.answer_offer, name="case_offer_answer"),
    path("sak/<uuid:case_id>/ut/<uuid:member_id>", views.remove, name="case_member_remove"),
    path("sak/<uuid:case_id>/<str:act>", views.act, name="case_act"),
]
