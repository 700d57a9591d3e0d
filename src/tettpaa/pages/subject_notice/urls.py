"""Addresses of a subject teacher's notices."""

from django.urls import path

from tettpaa.pages.subject_notice import views

urlpatterns = [
    path("mine-grupper/<int:key>/varsel", views.notices, name="subject_notices"),
    path("elev/<int:key>/fagvarsel/<int:group_key>", views.write, name="subject_notice_write"),
    path("fagvarsel/<uuid:notice_id>", views.notice, name="subject_notice"),
    path("fagvarsel/<uuid:notice_id>/send", views.send, name="subject_notice_send"),
    path("fagvarsel/<uuid:notice_id>/legg-bort", views.drop, name="subject_notice_drop"),
]
