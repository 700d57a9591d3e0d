from django.urls import path

from tettpaa.trust.identity.views import sign_in

app_name = "identity"
urlpatterns = [
    path("logg-inn", sign_in.sign_in, name="sign_in"),
    path("logg-ut", sign_in.sign_out, name="sign_out"),
    path("logg-ut/overalt", sign_in.sign_out_everywhere, name="sign_out_everywhere"),
    path("rolle", sign_in.change_persona, name="change_persona"),
]
