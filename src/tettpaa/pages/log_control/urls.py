"""Addresses of log control."""

from django.urls import path

from tettpaa.pages.log_control import views

urlpatterns = [
    path("loggkontroll/", views.alerts, name="log_control"),
    path("loggkontroll/lukket", views.closed_alerts, name="log_control_closed"),
    path("loggkontroll/<uuid:alert_id>", views.alert, name="log_alert"),
]
