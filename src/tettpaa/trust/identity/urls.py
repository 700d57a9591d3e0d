from django.urls import path

from tettpaa.trust.identity import views

app_name = "identity"
urlpatterns = [
    path("logg-inn", views.sign_in, name="sign_in"),
    path("logg-ut", views.sign_out, name="sign_out"),
]
