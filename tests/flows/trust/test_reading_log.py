"""A page that shows pupils leaves only after its access record is committed."""

import datetime as dt

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import path

from tests.builders import AT, enrol
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.middleware import PupilsNotLogged
from tettpaa.trust.access.reasons import words_of
from tettpaa.trust.audit.actions import Look, record_access
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.audit.reading import OPENED, shown

ONE_LOOK = {
    "by": "lærer", "at": AT, "page": "class", "kind": "opened", "thing": "absence", "purpose": "follow_up",
    "looks": [Look(1, "contact_teacher -")],
}  # fmt: skip


@requires("class_read")
def forgets(request):
    return HttpResponse("Elev A1")


@requires("class_read")
def remembers(request):
    pupils = request.GET.getlist("pupil")
    shown(request, [int(key) for key in pupils], "class", OPENED)
    return HttpResponse(f"{len(pupils)} elever")


@requires("class_read")
def forgets_when_sent_back(request):
    return HttpResponse("Elev A1", status=422)


@requires("class_read")
def unknown_to_the_log(request):
    shown(request, [], "klassen min")
    return HttpResponse("Elev A1")


@requires("class_read")
def with_a_purpose(request):
    shown(request, [int(request.GET["pupil"])], "class", OPENED, purpose=request.GET["purpose"])
    return HttpResponse("Elev A1")


@requires("school_figures_read")
def figures(request):
    return HttpResponse("12 elever")


class Urls:
    urlpatterns = [
        path("forgets", forgets),
        path("sent-back", forgets_when_sent_back),
        path("remembers", remembers),
        path("unknown", unknown_to_the_log),
        path("purpose", with_a_purpose),
        path("figures", figures),
    ]


@pytest.fixture
def teacher(cast, client, settings):
    settings.ROOT_URLCONF = Urls
    client.force_login(cast.users["contact_a"])
    return client


@pytest.mark.parametrize("address", ["/forgets", "/sent-back"])
def test_a_page_that_forgets_the_log_is_not_sent(teacher, address):
    with pytest.raises(PupilsNotLogged):
        teacher.get(address)


def test_a_page_is_kept_by_no_cache_and_not_found_by_going_back(teacher):
    assert teacher.get("/remembers").headers["Cache-Control"] == "private, no-store"


def test_a_page_that_logs_is_sent_each_pupil_once_with_the_reason(cast, teacher):
    a1, a2 = cast.pupils["a1"].key, cast.pupils["a2"].key
    assert teacher.get("/remembers", {"pupil": [a1, a2, a1]}).content.decode() == "3 elever"
    rows = AccessRecord.objects.order_by("pk").values_list("by", "pupil_key", "kind", "page", "reason")
    assert list(rows) == [
        ("contact_a", key, "opened", "class", "contact_teacher 2025-08-18") for key in (a1, a2)
    ]  # fmt: skip


def test_the_record_tells_what_was_seen_for_what_in_which_role_and_where(cast, teacher):
    teacher.get("/remembers", {"pupil": [cast.pupils["a1"].key]})
    record = AccessRecord.objects.get()
    assert (record.thing, record.purpose, record.role) == ("absence", "follow_up", "contact_teacher")
    assert record.unit == cast.school.key


def test_of_a_pupils_two_schools_the_readers_own_is_the_place(cast, teacher):
    a1 = cast.pupils["a1"]
    enrol(a1, cast.school_elsewhere, since=dt.date(2025, 9, 1))
    for user, school in (("leader", cast.school), ("leader_elsewhere", cast.school_elsewhere)):
        teacher.force_login(cast.users[user])
        teacher.get("/remembers", {"pupil": [a1.key]})
        assert AccessRecord.objects.get(by=user).unit == school.key


def test_a_purpose_the_reader_chose_is_kept_and_one_nobody_has_written_down_stops_the_page(cast, teacher):
    teacher.get("/purpose", {"pupil": cast.pupils["a1"].key, "purpose": "emergency"})
    assert AccessRecord.objects.get().purpose == "emergency"
    with pytest.raises(LookupError):
        teacher.get("/purpose", {"pupil": cast.pupils["a1"].key, "purpose": "nysgjerrig"})
    assert AccessRecord.objects.count() == 1


def test_a_page_that_nobody_has_said_what_shows_is_not_sent(teacher):
    with pytest.raises(LookupError, match=r"things\.py"):
        teacher.get("/unknown")


def test_a_page_with_nobody_on_it_is_sent_and_logs_nobody(teacher):
    assert teacher.get("/remembers").status_code == 200
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("stranger", ["b1", "left", "elsewhere"])
def test_a_page_that_would_show_a_pupil_the_reader_may_not_see_is_not_sent(cast, teacher, stranger):
    keys = [cast.pupils["a1"].key, cast.pupils[stranger].key]
    with pytest.raises(PermissionError):
        teacher.get("/remembers", {"pupil": keys})
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("user", ["contact_a", "leader"])
def test_a_pupil_who_is_gone_from_the_schools_system_is_not_shown(cast, teacher, user):
    teacher.force_login(cast.users[user])
    pupil = cast.pupils["a2"]
    assert teacher.get("/remembers", {"pupil": [pupil.key]}).status_code == 200
    pupil.is_gone = True
    pupil.save()
    with pytest.raises(PermissionError):
        teacher.get("/remembers", {"pupil": [pupil.key]})


def test_a_page_of_figures_owes_no_record(cast, client, settings):
    settings.ROOT_URLCONF = Urls
    client.force_login(cast.users["analyst"])
    assert client.get("/figures").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_record_inside_a_transaction_that_may_be_rolled_back_is_refused():
    with pytest.raises(RuntimeError), transaction.atomic():
        record_access(**ONE_LOOK)
    assert not AccessRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_record_is_there_for_everybody_when_the_call_returns():
    record_access(**ONE_LOOK)
    assert AccessRecord.objects.get().pupil_key == 1


def test_the_reason_is_told_in_words():
    assert words_of("contact_teacher 2025-08-18") == "kontaktlærer siden 18.08.2025"
    assert words_of("leader -") == "leder ved skolen"
