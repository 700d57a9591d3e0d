"""A teacher is asked about no part that has nothing to say, and misses nothing by it."""

from tests.cast import TODAY
from tests.flows.plans.made import AT, a_case
from tettpaa.assess.talks.actions import ask_explanation
from tettpaa.assess.talks.queries import open_questions
from tettpaa.pages.my_day.followed import followed_words
from tettpaa.pages.my_tasks.queries import PARTS, tasks_of, what_waits
from tettpaa.pages.my_tasks.waiting import CONDITIONS, knows_few, may_have_something
from tettpaa.proofs.walk.county import make_county
from tettpaa.proofs.walk.edition import NOON
from tettpaa.trust.access.rights import Rights


def test_every_part_has_its_condition():
    assert CONDITIONS.keys() == PARTS.keys()


def test_in_a_county_where_everything_happens_nothing_is_missed(db, tmp_path, settings, monkeypatch):
    monkeypatch.setenv("TETTPAA_TODAY", NOON.date().isoformat())
    settings.TETTPAA_HOME = tmp_path
    county = make_county(tmp_path / "files", has_hidden=True)
    told, few = set(), 0
    for user in county.users.values():
        rights = Rights(user, NOON)
        whole = {task for part in PARTS.values() for task in part(rights)}
        assert set(tasks_of(rights)) == whole, user
        assert what_is_told_beside(rights) <= what_waits(rights), user
        told |= {part for part, tasks_for in PARTS.items() if knows_few(rights) and tasks_for(rights)}
        few += knows_few(rights)
    assert few > 1 and {"concerns", "mappings", "referrals", "talks"} <= told


def what_is_told_beside(rights: Rights) -> set[str]:
    pupils = list(rights.all_reasons("day_read"))
    found = {"questions": open_questions(pupils).exists(), "followed": bool(followed_words(rights, pupils))}
    return {part for part, is_told in found.items() if is_told}


def test_somebody_asked_about_a_pupil_and_somebody_whose_pupil_has_a_case_is_told(cast):
    rights = Rights(cast.users["contact_a"], NOON)
    assert what_is_told_beside(rights) == what_waits(rights) == set()
    a_case(cast)
    ask_explanation(pupil=cast.pupils["a2"], contact_teacher=rights.person, facts={}, due_on=TODAY, by="leader", at=AT)
    assert what_is_told_beside(rights) == {"questions", "followed"} <= what_waits(rights)


def test_where_nothing_waits_every_part_is_left_out_in_one_read(cast, django_assert_num_queries):
    rights = Rights(cast.users["contact_a"], NOON)
    pupils = list(rights.all_reasons("day_read"))
    with django_assert_num_queries(1):
        assert may_have_something(rights, pupils) == frozenset()
