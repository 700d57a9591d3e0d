"""Addresses of messages."""

from django.urls import path

from tettpaa.pages.inbox import views

urlpatterns = [
    path("beskjeder", views.inbox, name="inbox"),
    path("beskjed/<uuid:message_id>", views.follow, name="message"),
]
