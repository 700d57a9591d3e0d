"""What the boards cost at a county's size: SQL reads, and the time to the page against an empty signed-in page's.

Processor time too, which a machine that works for others disturbs less.

The county is taken in as a night takes it, with its flags, and its figures are counted as a night counts them.
"""

import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.test import Client, override_settings
from django.urls import reverse

from tettpaa.bench.files import SCHOOL_YEAR, generate, imported
from tettpaa.bench.pages import WARM_UP, reads_of, timed
from tettpaa.identify.flags.actions import adopt_shipped
from tettpaa.identify.flags.update import update_flags
from tettpaa.kit import clock
from tettpaa.look_back.quality.jobs import count_figures
from tettpaa.look_back.statistics.jobs import count_schools
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import first_day
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.access.roles import Role
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.trying import signed_in

AS_OF = dt.date(SCHOOL_YEAR + 1, 4, 24)
ROUNDS = 60
BY = "måling"


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """`*_reads` are a page's SQL statements, `*_ratio` its median over the empty page's, `*_processor_ratio` the same of
    processor time; `night_seconds` the counting.
    """
    os.environ.update(clock.frozen(AS_OF))
    with tempfile.TemporaryDirectory(prefix="tettpaa-bench-boards-") as folder:
        told(f"Lager et fylke med {pupils} elever …")
        county = generate(pupils, Path(folder) / "county")
        told("Importerer alt …")
        imported(county)
    owner = Owner.objects.get()
    told("Regner ut flagg …")
    adopt_shipped(owner=owner, key="askim", valid_from=first_day(SCHOOL_YEAR), by=BY, at=clock.now())
    update_flags(owner=owner, as_of=AS_OF, by=BY, at=clock.now())
    told("Teller uker og kvalitetsmål …")
    begun = time.monotonic()
    count_schools(owner, AS_OF)
    count_figures(owner, AS_OF)
    night = time.monotonic() - begun
    told("Åpner sidene …")
    with override_settings(ROOT_URLCONF="tettpaa.bench.pages", ALLOWED_HOSTS=["testserver"]):
        found = _measured(*_readers(owner))
    return {"pupils": pupils, "night_seconds": round(night, 1), **found}


def _readers(owner: Owner) -> tuple[Client, Client, School]:
    """A leader of one school, and an owner's analyst."""
    school = School.objects.filter(owner=owner).order_by("name")[0]
    leader, analyst = (User.objects.create(username=name) for name in ("leder", "analytiker"))
    for user, role, at in ((leader, Role.LEADER, school), (analyst, Role.ANALYST, None)):
        RoleGrant.objects.create(
            user=user, role=role, owner=owner, school=at, valid_from=first_day(SCHOOL_YEAR), reason="Måling",
            granted_by=BY, granted_at=clock.now(),
        )  # fmt: skip
    return signed_in(leader), signed_in(analyst), school


def _measured(leader: Client, analyst: Client, school: School) -> dict[str, object]:
    boards = {
        "school": (leader, reverse("school_board", args=[school.key])),
        "practice": (leader, reverse("school_practice", args=[school.key])),
        "owner": (analyst, reverse("owner")),
        "owner_practice": (analyst, reverse("owner_practice")),
        "report": (analyst, reverse("report")),
    }
    pages = {**boards, "empty": (leader, reverse("empty"))}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
    for turn in range(WARM_UP + ROUNDS):
        for name, (client, address) in pages.items():
            worked = time.process_time()
            spent = timed(client, address)
            taken[name] += [(spent, time.process_time() - worked)] if turn >= WARM_UP else []
    median, work = (
        {name: statistics.median(each[place] for each in times) for name, times in taken.items()} for place in (0, 1)
    )
    return {
        **{f"{name}_reads": reads_of(client, address) for name, (client, address) in boards.items()},
        **{f"{name}_ms": round(spent, 1) for name, spent in median.items()},
        **{f"{name}_ratio": round(median[name] / median["empty"], 2) for name in boards},
        **{f"{name}_processor_ratio": round(work[name] / work["empty"], 2) for name in boards},
    }  # fmt: skip
