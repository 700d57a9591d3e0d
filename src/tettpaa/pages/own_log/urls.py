"""The address of one's own log."""

from django.urls import path

from tettpaa.pages.own_log import views

urlpatterns = [path("hvem-har-sett-meg/", views.own_log, name="own_log")]
