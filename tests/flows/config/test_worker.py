"""The worker does what is due, and one owner's trouble keeps nobody else waiting."""

import datetime as dt

import pytest

from tests.builders import an_owner
from tettpaa.config.schedule import JOBS, Job
from tettpaa.config.worker import FIRST_REST, Worker
from tettpaa.identify.flags.models import NightStep
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.running import receive
from tettpaa.kit.clock import OSLO

NOW = dt.datetime(2025, 10, 14, 6, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


class Queue:
    """Work that waits for each owner; 'broken' owners fail."""

    def __init__(self, **waiting: int) -> None:
        self.waiting = waiting
        self.broken: set[str] = set()

    def job(self, name: str = "imports") -> Job:
        return Job(name, "med en gang", "Gjør arbeidet", lambda owner, now: self.waiting[owner.slug] > 0, self.work)

    def work(self, owner, now) -> None:
        if owner.slug in self.broken:
            raise RuntimeError("cannot")
        self.waiting[owner.slug] -= 1


@pytest.fixture
def owners() -> None:
    an_owner("a")
    an_owner("b")


def test_what_is_due_is_done_for_each_owner(owners):
    queue = Queue(a=1, b=0)
    worker = Worker([queue.job()])

    assert worker.look(NOW) == ["imports a"]
    assert worker.look(NOW) == []


def test_a_failing_job_rests_and_is_tried_again_while_others_go_on(owners):
    queue = Queue(a=1, b=2)
    queue.broken = {"a"}
    worker = Worker([queue.job()])

    assert worker.look(NOW) == ["imports a", "imports b"]
    assert queue.waiting == {"a": 1, "b": 1}
    assert worker.look(NOW + FIRST_REST / 2) == []
    queue.broken = set()
    assert worker.look(NOW + FIRST_REST) == ["imports a", "imports b"]
    assert queue.waiting == {"a": 0, "b": 0}


def test_rests_grow_while_it_fails(owners):
    queue = Queue(a=1, b=0)
    queue.broken = {"a"}
    worker = Worker([queue.job()])
    tried = [second for second in range(100) if worker.look(NOW + dt.timedelta(seconds=second))]

    assert tried == [0, 10, 30, 70]


def test_a_worker_asked_to_stop_begins_nothing_new(owners):
    queue = Queue(a=1, b=1)
    worker = Worker([queue.job()])
    worker.stopping.set()

    assert worker.look(NOW) == []


def test_a_worker_whose_parent_is_gone_ends():
    Worker([], parent=-1).run()


def test_a_received_package_is_carried_to_where_a_person_decides(tmp_path):
    (tmp_path / "schools.csv").write_text("school_id,name\nS1,Skole 1\n", "utf-8")
    receive(tmp_path, owner=an_owner("a"), kind="csv", school_year=2025, by="wenche")

    tried = Worker(JOBS).look(dt.datetime(2025, 10, 14, 0, 30, tzinfo=OSLO))

    assert tried == ["imports a"]
    assert Import.objects.get().state == "compared"


def test_the_log_is_controlled_from_one_and_the_night_is_run_once_from_five_in_the_morning():
    owner = an_owner("a")
    worker = Worker(JOBS)

    assert worker.look(dt.datetime(2025, 10, 14, 0, 59, tzinfo=OSLO)) == []
    controls = ["log_control a", "log_sample a", "access_rounds a"]
    assert worker.look(dt.datetime(2025, 10, 14, 1, 1, tzinfo=OSLO)) == controls
    assert worker.look(dt.datetime(2025, 10, 14, 4, 59, tzinfo=OSLO)) == []
    assert worker.look(dt.datetime(2025, 10, 14, 5, 1, tzinfo=OSLO)) == [
        "night a", "stairs a", "completion a", "comparisons a"
    ]  # fmt: skip
    assert worker.look(dt.datetime(2025, 10, 14, 5, 2, tzinfo=OSLO)) == []
    assert not NightStep.objects.filter(owner=owner, done_at=None).exists()


def test_each_job_says_when_and_what_in_words():
    assert all(job.when and job.nb for job in JOBS)
