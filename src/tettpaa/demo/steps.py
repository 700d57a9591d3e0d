"""Builds the demo, step by step, through the same doors as any county: real import, real flags, real actions."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.utils.translation import gettext as _

from tettpaa.demo import decisions
from tettpaa.demo.county.autumn.play import DAWN, Autumn, play_last_year
from tettpaa.demo.county.autumn.stage import Stage
from tettpaa.demo.county.build import people_by_id, write_county
from tettpaa.demo.county.cast import Cast
from tettpaa.demo.county.profile import Profile
from tettpaa.demo.home import DemoHome
from tettpaa.demo.volume.calendar import school_days
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.owners import begin_owner
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.progress import noting
from tettpaa.identify.imports.running import import_package
from tettpaa.kit.clock import OSLO
from tettpaa.look_back.completion.jobs import count_completion
from tettpaa.look_back.effects.jobs import compare_and_note
from tettpaa.look_back.quality.jobs import count_figures
from tettpaa.look_back.statistics.jobs import count_schools
from tettpaa.schools.places.models import Owner

Tell = Callable[[str, int, int], None]  # (what, done, of)
REASON = "Første import av demofylket"


class NotImported(Exception):
    """The demo's own files were refused."""


def build(cast: Cast, home: DemoHome, tell: Tell) -> None:
    """The whole demo in `home`, from nothing. Killed on the way, it is begun again."""
    home.begin()
    tell(_("Lager databasen"), 0, 1)
    call_command("migrate", verbosity=0)
    tell(_("Lager databasen"), 1, 1)
    fill(cast, home.files, tell)
    home.finish()


def fill(cast: Cast, files: Path, tell: Tell) -> Owner:
    """The county in an empty database: its files written to `files`, imported, and lived with until today."""
    tell(_("Dikter opp fylket"), 0, 1)
    folders = write_county(cast, files, lambda _what, _done, _of: None)
    people = people_by_id(cast, Profile.read(folders[max(folders)]))
    tell(_("Dikter opp fylket"), 1, 1)
    owner = begin_owner(cast.owner, by=decisions.BY, at=decisions.start_of(cast))
    for year, folder in sorted(folders.items()):
        _import(owner, year, folder, tell)
    tell(_("Gir folk roller"), 0, 1)
    decisions.let_people_in(cast, owner, people)
    play_last_year(Stage(owner, cast))
    decisions.give_roles(cast, owner)
    decisions.adopt_rules(cast, owner)
    tell(_("Gir folk roller"), 1, 1)
    _live(cast, owner, tell)
    return owner


def _import(owner: Owner, year: int, folder: Path, tell: Tell) -> None:
    what = _("Importerer skoleåret %(year)s") % {"year": year}
    wish = Wish(by=decisions.BY, is_asked=True, reason=REASON)

    def report_for(held: Import):
        return noting(held, lambda _step, done, of: tell(what, min(done, of - 1), of))

    tell(what, 0, 1)
    held = import_package(folder, owner=owner, kind="csv", school_year=year, wish=wish, report_for=report_for)
    if held.state != "committed":
        raise NotImported(held.state)
    tell(what, 1, 1)


def _live(cast: Cast, owner: Owner, tell: Tell) -> None:
    """Each school day so far: the flags of the night, and what people did."""
    county = cast.county
    all_days = school_days(max(cast.school_years), county.autumn, county.winter)
    days = [day for day in all_days if day <= cast.today]
    autumn, stage = Autumn(cast, days), Stage(owner, cast)
    for number, day in enumerate(days, start=1):
        autumn.play(stage, day, by=decisions.BY)
        tell(_("Lever skoleåret, dag for dag"), number, len(days))
    tell(_("Teller tavlene"), 0, 1)
    count_schools(owner, cast.today)
    count_figures(owner, cast.today)
    count_completion(owner, cast.today)
    dawn = dt.datetime.combine(cast.today, DAWN, OSLO)
    compare_and_note(owner=owner, on=cast.today, by=decisions.BY, at=dawn)
    tell(_("Teller tavlene"), 1, 1)
