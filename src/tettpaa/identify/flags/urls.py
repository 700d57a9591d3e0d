"""Regelsett."""

from django.urls import path

from tettpaa.identify.flags import views

app_name = "flags"
urlpatterns = [
    path("", views.rule_sets, name="rule_sets"),
    path("nytt", views.new, name="new"),
    path("ta-i-bruk", views.adopt, name="adopt"),
    path("<int:rule_set>", views.rule_set, name="rule_set"),
    path("<int:rule_set>/endre", views.change, name="change"),
    path("<int:rule_set>/sla-av", views.switch_off, name="switch_off"),
]
