"""A teacher is asked about no part that has nothing to say, and misses nothing by it."""

from tettpaa.pages.my_tasks.queries import PARTS, tasks_of
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
        told |= {part for part, tasks_for in PARTS.items() if knows_few(rights) and tasks_for(rights)}
        few += knows_few(rights)
    assert few > 1 and {"concerns", "mappings", "referrals", "talks"} <= told


def test_where_nothing_waits_every_part_but_none_is_left_out_in_one_read(cast, django_assert_num_queries):
    rights = Rights(cast.users["contact_a"], NOON)
    pupils = list(rights.all_reasons("day_read"))
    with django_assert_num_queries(1):
        assert may_have_something(rights, pupils) == frozenset()
