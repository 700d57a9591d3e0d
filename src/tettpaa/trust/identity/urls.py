from django.urls import path

from tettpaa.trust.identity.views import outside, own, own_sessions, passkeys, password, second_factor, sign_in

app_name = "identity"
urlpatterns = [
    path("logg-inn", sign_in.sign_in, name="sign_in"),
    path("logg-inn/kode", second_factor.second_factor, name="second_factor"),
    path("logg-inn/passnokkel", passkeys.use, name="use_passkey"),
    path("logg-inn/passnokkel/sporsmal", passkeys.challenge, name="passkey_challenge"),
    path("logg-inn/med/<slug:key>", outside.leave, name="leave"),
    path("logg-inn/fra/<slug:key>", outside.come_back, name="come_back"),
    path("logg-ut", sign_in.sign_out, name="sign_out"),
    path("logg-ut/overalt", sign_in.sign_out_everywhere, name="sign_out_everywhere"),
    path("bekreft", second_factor.step_up, name="step_up"),
    path("rolle", sign_in.change_persona, name="change_persona"),
    path("min-innlogging", own.own, name="own"),
    path("min-innlogging/passord", password.change, name="change_password"),
    path("min-innlogging/okter", own_sessions.show, name="own_sessions"),
    path("min-innlogging/okter/<slug:mark>/avslutt", own_sessions.end, name="end_session"),
    path("min-innlogging/kodeapp", own.add_code_app, name="add_code_app"),
    path("min-innlogging/kodeapp/fjern", own.remove_code_app, name="remove_code_app"),
    path("min-innlogging/engangskoder", own.new_codes, name="new_codes"),
    path("min-innlogging/passnokler/ny", passkeys.add, name="add_passkey"),
    path("min-innlogging/passnokler/sporsmal", passkeys.challenge_for_new, name="new_passkey_challenge"),
    path("min-innlogging/passnokler/<int:number>/fjern", passkeys.remove, name="remove_passkey"),
]
