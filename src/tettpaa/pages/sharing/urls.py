"""Addresses of consents and shares."""

from django.urls import path

from tettpaa.pages.sharing import consents, own, shares, views

urlpatterns = [
    path("elev/<int:key>/samtykker", views.sharing, name="sharing"),
    path("elev/<int:key>/samtykker/nytt", consents.ask, name="consent_ask"),
    path("elev/<int:key>/samtykker/foresatt", consents.ask_sight, name="consent_ask_sight"),
    path("elev/<int:key>/samtykker/<uuid:consent_id>/svar", consents.record, name="consent_record"),
    path("elev/<int:key>/samtykker/<uuid:consent_id>/trekk", consents.withdraw, name="consent_withdraw"),
    path("elev/<int:key>/samtykker/<uuid:consent_id>/ugyldig", consents.void, name="consent_void"),
    path("elev/<int:key>/deling", shares.give, name="share_give"),
    path("elev/<int:key>/delinger/<uuid:share_id>/avslutt", shares.end, name="share_end"),
    path("mine-samtykker/", own.own, name="own_sharing"),
    path("mine-samtykker/foresatt", own.let_see, name="own_let_see"),
    path("mine-samtykker/<uuid:consent_id>/svar", own.answer, name="own_consent_answer"),
    path("mine-samtykker/<uuid:consent_id>/trekk", own.take_back, name="own_consent_take_back"),
]
