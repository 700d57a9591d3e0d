"""Lessons that nobody registered are told by teacher and group, and a reminder stands until they are registered."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import a_group
from tests.cast import TODAY
from tests.records import a_lesson, put
from tettpaa.identify.registration.actions import remind_teacher
from tettpaa.identify.registration.models import RegistrationReminder
from tettpaa.identify.registration.queries import last_reminders, registrations, standing_reminders
from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.models import Group
from tettpaa.trust.audit.models import AuditEvent

DAY = dt.timedelta(days=1)
NOON = dt.datetime.combine(TODAY, dt.time(12), OSLO)


@pytest.fixture
def teacher(cast):
    return cast.users["subject"].person


@pytest.fixture
def lessons(cast, teacher):
    """Put lessons of the Norwegian group: (days ago, registered days ago or None, …)."""

    def given(*told, **more):
        rows = [
            a_lesson(cast.norwegian_a, TODAY - days * DAY, teacher=teacher, **more,
                     registered_on=None if late is None else TODAY - late * DAY)
            for days, late in told
        ]  # fmt: skip
        put(cast.school, "lessons", rows)

    return given


def found(cast, as_of=TODAY, groups=None):
    return registrations(cast.owner, [cast.school.key], as_of, groups)


def test_lessons_held_and_those_nobody_registered_with_their_age(cast, teacher, lessons):
    lessons((1, None), (4, 4), (7, None))
    (told,) = found(cast)
    assert (told.group, told.teacher, told.held, told.missing) == (cast.norwegian_a.key, teacher.key, 3, 2)
    assert (told.oldest_on, told.newest_on) == (TODAY - 7 * DAY, TODAY - DAY)


def test_the_days_own_lessons_are_not_late_yet(cast, lessons):
    lessons((0, None), (1, 1))
    (told,) = found(cast)
    assert (told.held, told.missing) == (1, 0)


def test_a_lesson_that_was_not_held_is_nobodys_to_register(cast, lessons):
    lessons((1, None), is_held=False)
    assert found(cast) == []


def test_an_earlier_day_is_told_as_it_stood_then(cast, lessons):
    lessons((10, 2), (9, 9))
    assert found(cast)[0].missing == 0
    assert found(cast, TODAY - 7 * DAY)[0].missing == 1


def test_no_lessons_delivered_is_not_the_same_as_all_registered(cast):
    assert found(cast) == []


def test_only_the_groups_asked_for_are_told(cast, teacher):
    other = a_group(cast.school, "1STB norsk", Group.Kind.TEACHING)
    put(cast.school, "lessons", [a_lesson(group, TODAY - DAY) for group in (cast.norwegian_a, other)])
    assert [told.group for told in found(cast, groups=[other.key])] == [other.key]
    assert found(cast, groups=[]) == []


def test_a_reminder_stands_until_the_lessons_are_registered(cast, teacher, lessons):
    lessons((3, None), (2, None))
    remind_teacher(teacher=teacher, missing=found(cast), by="leader", at=NOON)
    ((reminder, now),) = standing_reminders(teacher, TODAY + DAY)
    assert (reminder.lessons, reminder.sent_by, now.missing) == (2, "leader", 2)
    lessons((3, 0), (2, None))
    ((_reminder, now),) = standing_reminders(teacher, TODAY + DAY)
    assert now.missing == 1
    lessons((3, 0), (2, 0))
    assert standing_reminders(teacher, TODAY + DAY) == []


def test_newer_lessons_are_another_reminders(cast, teacher, lessons):
    lessons((3, None))
    remind_teacher(teacher=teacher, missing=found(cast), by="leader", at=NOON)
    lessons((3, 0), (-1, None))
    assert standing_reminders(teacher, TODAY + 5 * DAY) == []


def test_reminding_is_logged_without_names_and_once_a_day(cast, teacher, lessons):
    lessons((3, None))
    remind_teacher(teacher=teacher, missing=found(cast), by="leader", at=NOON)
    event = AuditEvent.objects.get()
    assert (event.action, event.by, event.object_id) == ("registration_reminded", "leader", str(teacher.key))
    assert event.details == {"groups": {str(cast.norwegian_a.key): 1}}
    with pytest.raises(ValidationError, match="alt minnet i dag"):
        remind_teacher(teacher=teacher, missing=found(cast), by="leader", at=NOON)
    remind_teacher(teacher=teacher, missing=found(cast), by="leader", at=NOON + DAY)
    assert RegistrationReminder.objects.count() == 2
    newest = last_reminders([cast.norwegian_a.key])[teacher.key, cast.norwegian_a.key]
    assert newest.sent_on == TODAY + DAY


def test_there_is_nothing_to_remind_of_where_all_is_registered(cast, teacher, lessons):
    lessons((3, 3))
    with pytest.raises(ValidationError, match="Alle timene er ført"):
        remind_teacher(teacher=teacher, missing=found(cast), by="leader", at=NOON)
    assert not AuditEvent.objects.exists()


def test_without_a_reminder_no_lessons_are_read(cast, teacher):
    with CaptureQueriesContext(connection) as asked:
        assert standing_reminders(teacher, TODAY) == []
    assert len(asked) == 1
