from django.urls import path

from tettpaa.pages.replay import views

urlpatterns = [
    path("tilbakeblikk/", views.replay, name="replay"),
    path("tilbakeblikk/elever/", views.pupils, name="replay_pupils"),
]
