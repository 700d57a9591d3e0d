"""Addresses of consults and referrals."""

from django.urls import path

from tettpaa.pages.referral import consulting, views

urlpatterns = [
    path("drofting/", consulting.consults, name="consults"),
    path("drofting/ny", consulting.ask, name="consult_ask"),
    path("drofting/<uuid:consult_id>/svar", consulting.answer, name="consult_answer"),
    path("henvisning/ny/<uuid:case_id>", views.new, name="referral_new"),
    path("henvisning/<uuid:referral_id>", views.referral, name="referral"),
    path("henvisning/<uuid:referral_id>/endre", views.change, name="referral_change"),
    path("henvisning/<uuid:referral_id>/samtykke", views.ask_for_consent, name="referral_consent"),
    path("henvisning/<uuid:referral_id>/feilfort", views.void, name="referral_void"),
    path("henvisning/<uuid:referral_id>/<str:move>", views.act, name="referral_act"),
]
