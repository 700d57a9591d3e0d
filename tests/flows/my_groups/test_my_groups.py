"""A subject teacher finds the pupils of own groups, and nobody else."""

import pytest
from django.urls import reverse

from tests.builders import a_group, belong
from tettpaa.schools.people.models import Membership
from tettpaa.schools.places.models import Group
from tettpaa.trust.audit.models import AccessRecord


def test_the_groups_stand_there_with_their_pupils_and_all_are_logged(cast, client):
    mathematics = a_group(cast.school, "1STB matematikk", Group.Kind.TEACHING)
    belong(cast.users["subject"].person, mathematics, Membership.Role.TEACHER)
    belong(cast.pupils["b1"], mathematics)
    client.force_login(cast.users["subject"])
    page = client.get(reverse("my_groups")).content.decode()
    assert page.index("1STA norsk") < page.index("Elev A1") < page.index("1STB matematikk") < page.index("Elev B1")
    assert "Elev B2" not in page
    assert "Elev Sluttet" not in page
    logged = set(AccessRecord.objects.values_list("pupil_key", "reason"))
    assert logged == {(cast.pupils[name].key, "subject_teacher 2025-08-18") for name in ("a1", "a2", "a3", "b1")}


def test_it_is_where_a_subject_teacher_starts(cast, client):
    client.force_login(cast.users["subject"])
    assert client.get(reverse("start")).headers["Location"] == reverse("my_groups")


@pytest.mark.parametrize(("user", "answers"), [("subject", 200), ("contact_a", 404), ("leader", 404), ("nobody", 404)])
def test_who_has_groups(cast, client, user, answers):
    client.force_login(cast.users[user])
    assert client.get(reverse("my_groups")).status_code == answers


def test_reads_do_not_grow_with_the_groups(cast, client, django_assert_num_queries, django_assert_max_num_queries):
    client.force_login(cast.users["subject"])
    client.get(reverse("my_groups"))
    with django_assert_max_num_queries(25) as few:
        client.get(reverse("my_groups"))
    for number in range(5):
        group = a_group(cast.school, f"Gruppe {number}", Group.Kind.TEACHING)
        belong(cast.users["subject"].person, group, Membership.Role.TEACHER)
        for pupil in ("b1", "b2", "b3"):
            belong(cast.pupils[pupil], group)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse("my_groups"))
