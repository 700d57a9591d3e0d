"""Addresses of talks, of the pupil's own, of half-year talks and of rhythms."""

from django.urls import path

from tettpaa.pages.talk import classes, form_editing, form_pages, own, rhythm, views

urlpatterns = [
    path("samtaler/", classes.talks, name="talks"),
    path("samtaler/klasse/<int:key>", classes.class_talks, name="class_talks"),
    path("samtaleskjema/", form_pages.talk_forms, name="talk_forms"),
    path("samtaleskjema/<slug:slug>", form_editing.edit_form, name="talk_form_edit"),
    path("elev/<int:key>/samtale", views.choose, name="talk_choose"),
    path("elev/<int:key>/samtale/<slug:slug>", views.hold, name="talk_hold"),
    path("elev/<int:key>/samtale/<slug:slug>/ikke-holdt", views.not_held, name="talk_not_held"),
    path("elev/<int:key>/rytme", rhythm.agree, name="rhythm_agree"),
    path("rytme/<uuid:rhythm_id>/avslutt", rhythm.end, name="rhythm_end"),
    path("samtale/<uuid:talk_id>", views.talk, name="talk"),
    path("samtale/<uuid:talk_id>/feilfort", views.void, name="talk_void"),
    path("mine-samtaler/", own.own_talks, name="own_talks"),
    path("mine-samtaler/<uuid:talk_id>", own.own_talk, name="own_talk"),
    path("mine-samtaler/<uuid:talk_id>/kvittering", own.receipt, name="talk_receipt"),
]
