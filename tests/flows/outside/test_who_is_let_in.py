"""Who is let in by Feide and ID-porten, how sure we then are of who it is, and what the session holds."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from tests.builders import AT
from tests.cast import TODAY
from tests.openid_provider import MFA, NAME_CLAIM
from tests.outside import FEIDE_NAME, come_back, is_in, leave, refusals, sign_in, strength_in
from tests.sessions import signed_in
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.actions import switch_user
from tettpaa.trust.identity.models import OutsideName, User
from tettpaa.trust.identity.outside.actions import let_staff_in, unlink_names
from tettpaa.trust.identity.sessions import BROWSER
from tettpaa.trust.identity.strength import MARKS, Strength


def test_who_is_known_is_let_in_and_goes_on_to_where_it_was_going(client, provider, teacher):
    answer = sign_in(client, next="/min-dag")
    assert answer.headers["Location"] == "/min-dag"
    assert client.session["_auth_user_id"] == str(teacher.pk)
    event = AuditEvent.objects.get(action="user_signed_in")
    assert (event.by, event.details["how"], event.details["strength"]) == ("contact_a", ["oidc:feide"], "PLAIN")


def test_the_name_may_lie_on_the_providers_page_about_the_person(client, provider, teacher):
    provider.names_at = "userinfo"
    sign_in(client)
    assert is_in(client)


def test_a_page_about_another_person_is_refused(client, provider, teacher):
    provider.names_at, provider.userinfo_subject = "userinfo", "subject-2"
    assert sign_in(client).status_code == 400
    assert refusals() == ["subject"]


def test_the_name_is_kept_only_as_a_keyed_hash_and_in_no_log(client, provider, teacher):
    sign_in(client)
    kept = str(list(OutsideName.objects.values())) + str(list(AuditEvent.objects.values())) + str(dict(client.session))
    assert "kari" not in kept


@pytest.mark.parametrize(
    ("acr", "strength"),
    [
        (MFA, Strength.TWO_FACTORS),
        ("high", Strength.HIGH),
        (None, Strength.PLAIN),
        ("urn:mace:feide.no:auth:level:fad08:4", Strength.PLAIN),
    ],
)
def test_the_strength_is_what_the_acr_says_and_the_least_where_it_says_nothing(
    client, provider, teacher, acr, strength
):
    provider.acr = acr
    sign_in(client)
    assert strength_in(client, teacher) is strength


def test_an_acr_of_another_kind_is_worth_the_least(client, provider, teacher):
    provider.changed = {"acr": [MFA], "amr": "mfa"}
    sign_in(client)
    assert strength_in(client, teacher) is Strength.PLAIN


def test_methods_count_only_where_the_installation_says_so(client, provider, teacher, settings):
    provider.changed = {"amr": ["pwd", "mfa"]}
    sign_in(client)
    assert strength_in(client, teacher) is Strength.PLAIN
    client.logout()
    settings.TETTPAA_ISSUERS = {"feide": provider.as_issuer(amr={"mfa": Strength.TWO_FACTORS})}
    sign_in(client)
    assert strength_in(client, teacher) is Strength.TWO_FACTORS


def test_an_unknown_person_gets_no_user_no_role_and_is_told_whom_to_ask(client, provider, cast):
    before = User.objects.count()
    answer = sign_in(client)
    assert answer.status_code == 403
    assert "Spør den som har ansvar for Tettpå" in answer.content.decode()
    assert not is_in(client)
    assert User.objects.count() == before
    assert refusals() == ["unknown_person"]


def test_a_user_switched_off_is_answered_like_an_unknown_person(client, provider, teacher):
    switch_user(user=teacher, is_active=False, by="tests", at=AT)
    assert sign_in(client).status_code == 403
    switch_user(user=teacher, is_active=True, by="tests", at=AT)
    assert sign_in(client).status_code == 302


def test_a_name_taken_away_no_longer_lets_in(client, provider, teacher):
    assert unlink_names(user=teacher, issuer="feide", by="tests", at=AT) == 1
    assert sign_in(client).status_code == 403


def test_staff_are_let_in_by_the_name_the_schools_system_gives(client, provider, cast):
    person = cast.users["contact_b"].person
    cast.users["contact_b"].delete()
    person.feide_name = "Kari@Skole.example"
    person.save()
    user = let_staff_in(person=person, issuer="feide", by="tests", at=AT)
    sign_in(client)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "kari" not in user.username


def test_a_step_up_asks_for_more_and_adds_to_the_session(client, provider, teacher):
    sign_in(client)
    key = client.session.session_key
    asked = {"next": "/min-dag", "needs": "two_factors", "fresh": "1"}
    address = leave(client, **asked)
    question = dict(parse_qsl(urlsplit(address).query))
    assert (question["acr_values"], question["prompt"], question["max_age"]) == (MFA, "login", "0")
    provider.acr = MFA
    assert come_back(client, address).headers["Location"] == "/min-dag"
    assert strength_in(client, teacher) is Strength.TWO_FACTORS
    assert client.session.session_key != key


def test_a_provider_that_gives_less_than_asked_for_is_asked_again(client, provider, teacher):
    sign_in(client)
    answer = sign_in(client, next="/min-dag", needs="two_factors")
    assert answer.headers["Location"].startswith(reverse("identity:step_up"))
    assert strength_in(client, teacher) is Strength.PLAIN


def test_nobody_steps_up_as_somebody_else(client, provider, teacher, cast):
    signed_in(client, cast.users["leader"], Strength.PLAIN)
    provider.acr = MFA
    assert sign_in(client, needs="two_factors").status_code == 403
    assert client.session["_auth_user_id"] == str(cast.users["leader"].pk)
    assert strength_in(client, cast.users["leader"]) is Strength.PLAIN


def test_rights_and_roles_are_never_in_the_session(client, provider, teacher):
    provider.changed = {"eduPersonAffiliation": ["employee"], "roles": ["leader"], NAME_CLAIM: FEIDE_NAME}
    sign_in(client)
    assert set(client.session.keys()) == {"_auth_user_id", "_auth_user_backend", "_auth_user_hash", MARKS, BROWSER}
    assert set(client.session[MARKS]) == {"began_at", "seen_at", "persona", "proofs"}
    assert not teacher.role_grants.exists()
    assert client.session[MARKS]["began_at"].startswith(TODAY.isoformat())
