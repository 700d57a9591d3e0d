from django.urls import path

from tettpaa.pages.completion import views

urlpatterns = [
    path("gjennomforing/", views.cohorts, name="completion"),
    path("gjennomforing/<int:key>/kull.csv", views.cohorts_as_file, name="completion_file"),
    path("gjennomforing/overganger", views.passages, name="completion_passages"),
    path("gjennomforing/sluttet", views.leaving, name="completion_leaving"),
    path("skole/<int:key>/gjennomforing", views.school, name="completion_of_school"),
    path("gjennomforing/fylkene", views.published_counties, name="completion_counties"),
]
