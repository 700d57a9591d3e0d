"""Avrunding av tall: made coarser at once, made finer by two; whoever reads the numbers does not choose."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.builders import a_user, an_owner, grant
from tests.cast import TODAY
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.disclosure.actions import choose_rounding
from tettpaa.trust.disclosure.models import RoundingChoice
from tettpaa.trust.disclosure.queries import rounding_of, roundings_of

PAGE = reverse("rounding")
AT = dt.datetime(2025, 10, 14, 10, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def officer(cast):
    user = cast.users["officer"] = a_user("officer")
    grant(user, RoleGrant.Role.PRIVACY_OFFICER, cast.owner)
    return user


def choose(client, to: int, valid_from: dt.date = TODAY, reason: str = "Små skoler"):
    return client.post(PAGE, {"rounded_to": to, "valid_from": valid_from.isoformat(), "reason": reason})


def answer(act: str) -> str:
    (choice,) = RoundingChoice.objects.filter(needs_approval=True, approved_at=None, closed_at=None)
    return reverse(f"rounding_{act}", args=[choice.pk])


def events() -> list[str]:
    return list(
        AuditEvent.objects.filter(object_kind="rounding_choice").order_by("pk").values_list("action", flat=True)
    )


def test_coarser_holds_at_once_and_finer_waits_for_another(cast, client, officer, django_assert_max_num_queries):
    client.force_login(cast.users["administrator"])
    assert "Som talt, uten avrunding" in client.get(PAGE).text and "Ingen har valgt noe" in client.get(PAGE).text
    assert choose(client, 5).status_code == 302
    assert rounding_of(cast.owner, TODAY) == 5 and rounding_of(cast.owner, TODAY - DAY) == 1
    assert choose(client, 1, reason="Vi trenger hele tall").status_code == 302
    assert rounding_of(cast.owner, TODAY) == 5
    shown = client.get(PAGE).text
    assert "«Vi trenger hele tall»" in shown and "Godkjenn" not in shown
    approve = answer("approve")
    assert client.post(approve).status_code == 404 and rounding_of(cast.owner, TODAY) == 5
    client.force_login(officer)
    with django_assert_max_num_queries(25):
        assert "Godkjenn" in client.get(PAGE).text
    assert client.post(approve).status_code == 302
    assert rounding_of(cast.owner, TODAY) == 1
    assert "godkjent av" in client.get(PAGE).text
    assert events() == ["rounding_chosen", "finer_rounding_asked", "finer_rounding_approved"]
    assert "venter ikke lenger" in client.post(approve, follow=True).text


def test_the_privacy_officer_may_choose_and_never_say_yes_to_herself(cast, client, officer):
    client.force_login(officer)
    choose(client, 10)
    choose(client, 3)
    assert "En annen enn den som ba om det" in client.post(answer("approve"), follow=True).text
    assert rounding_of(cast.owner, TODAY) == 10
    client.post(answer("refuse"))
    assert rounding_of(cast.owner, TODAY) == 10 and events()[-1] == "finer_rounding_refused"
    assert "Venter på personvernombudet" not in client.get(PAGE).text


def test_another_choice_takes_the_place_of_one_that_waited(cast, client, officer):
    client.force_login(cast.users["administrator"])
    choose(client, 5)
    choose(client, 1)
    waited = answer("approve")
    choose(client, 10)
    client.force_login(officer)
    client.post(waited)
    assert rounding_of(cast.owner, TODAY) == 10


def test_it_is_finer_than_what_will_hold_on_its_own_day(cast):
    told = {"owner": cast.owner, "reason": "x", "by": "administrator", "at": AT, "on": TODAY}
    choose_rounding(**told, rounded_to=10, valid_from=TODAY + 5 * DAY)
    assert not choose_rounding(**told, rounded_to=5, valid_from=TODAY).needs_approval
    assert choose_rounding(**told, rounded_to=5, valid_from=TODAY + 6 * DAY).needs_approval
    assert [rounding_of(cast.owner, TODAY + days * DAY) for days in (0, 5, 6)] == [5, 10, 10]


def test_one_owners_choice_is_not_anothers(cast):
    other = an_owner("annet")
    told = {"reason": "x", "by": "administrator", "at": AT, "on": TODAY}
    choose_rounding(owner=other, rounded_to=5, valid_from=TODAY, **told)
    assert roundings_of([cast.owner.pk, other.pk], TODAY) == {cast.owner.pk: 1, other.pk: 5}


@pytest.mark.parametrize(("to", "valid_from", "reason"), [(4, TODAY, "x"), (5, TODAY - DAY, "x"), (5, TODAY, " ")])
def test_what_cannot_be_chosen_is_told_and_nothing_is_kept(cast, client, to, valid_from, reason):
    client.force_login(cast.users["administrator"])
    assert choose(client, to, valid_from, reason).status_code == 422
    with pytest.raises(ValidationError):
        choose_rounding(
            owner=cast.owner, rounded_to=to, valid_from=valid_from, reason=reason, by="administrator", at=AT, on=TODAY
        )
    assert not RoundingChoice.objects.exists()


@pytest.mark.parametrize("user", ["analyst", "rule_editor", "leader", "counsellor", "contact_a", "nobody"])
def test_others_neither_find_the_page_nor_choose(cast, client, user):
    client.force_login(cast.users[user])
    assert client.get(PAGE).status_code == 404
    assert choose(client, 5).status_code == 404 and not RoundingChoice.objects.exists()


@pytest.mark.parametrize("user", ["administrator", "officer"])
def test_who_keeps_the_owners_settings_finds_it_in_the_menu(cast, client, officer, user):
    client.force_login(cast.users[user])
    assert "Avrunding av tall" in client.get(PAGE).text
    assert f'href="{PAGE}"' in client.get(reverse("course:requirement")).text


def test_another_owners_privacy_officer_finds_no_choice_to_answer(cast, client, officer):
    client.force_login(cast.users["administrator"])
    choose(client, 5)
    choose(client, 1)
    stranger = a_user("stranger")
    grant(stranger, RoleGrant.Role.PRIVACY_OFFICER, an_owner("annet"))
    client.force_login(stranger)
    assert client.post(answer("approve")).status_code == 404
    client.force_login(officer)
    assert client.post(answer("approve")).status_code == 302
