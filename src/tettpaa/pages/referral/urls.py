"""Addresses of consults and referrals."""

from django.urls import path

from tettpaa.pages.referral import consulting, ppt, views

urlpatterns = [
    path("drofting/", consulting.consults, name="consults"),
    path("drofting/ny", consulting.ask, name="consult_ask"),
    path("drofting/<uuid:consult_id>", consulting.consult, name="consult"),
    path("drofting/<uuid:consult_id>/svar", consulting.answer, name="consult_answer"),
    path("drofting/<uuid:consult_id>/feilfort", consulting.void, name="consult_void"),
    path("ppt/", ppt.to_us, name="to_ppt"),
    path("ppt/drofting/<uuid:consult_id>", ppt.reply, name="consult_reply"),
    path("ppt/drofting/<uuid:answered_id>/feilfort", ppt.void, name="consult_answer_void"),
    path("henvisning/ny/<uuid:case_id>", views.new, name="referral_new"),
    path("henvisning/<uuid:referral_id>", views.referral, name="referral"),
    path("henvisning/<uuid:referral_id>/endre", views.change, name="referral_change"),
    path("henvisning/<uuid:referral_id>/samtykke", views.ask_for_consent, name="referral_consent"),
    path("henvisning/<uuid:referral_id>/ppt", views.adviser, name="referral_adviser"),
    path("henvisning/<uuid:referral_id>/feilfort", views.void, name="referral_void"),
    path("henvisning/<uuid:referral_id>/<str:move>", views.act, name="referral_act"),
]
