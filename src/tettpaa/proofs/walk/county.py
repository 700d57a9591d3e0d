"""A county to walk through, really imported, in which some things have happened.

There are two editions of it, the same to the last row but for some pupils with the strictest address protection. Whoever
is not named for those must not be able to tell which edition they walk in.
"""

from pathlib import Path

from tettpaa.identify.flags.actions import adopt_shipped
from tettpaa.identify.flags.update import update_flags
from tettpaa.identify.imports.owners import begin_owner
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.progress import noting
from tettpaa.identify.imports.running import import_package
from tettpaa.proofs.walk.edition import AUTUMN, BY, NOON, TODAY, County
from tettpaa.proofs.walk.files import HIDDEN, SCHOOLS, write_files
from tettpaa.proofs.walk.happenings import let_things_happen
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.actions import grant_role
from tettpaa.trust.identity.models import User
from tettpaa.trust.protection.actions import raise_protection

OF_OWNER = ("analyst", "rule_editor", "administrator", "privacy_officer")


def make_county(folder: Path, *, has_hidden: bool) -> County:
    """Write the files, import them, let people in, and let a day pass. In an empty, migrated home."""
    owner = begin_owner("Vandrefylket", by=BY, at=NOON)
    # The same keys in both editions, so that pages can be compared letter by letter.
    Owner.objects.filter(pk=owner.pk).update(salt="vandrefylket")
    owner.refresh_from_db()
    files = write_files(folder, has_hidden=has_hidden)
    held = import_package(
        files, owner=owner, kind="csv", school_year=TODAY.year, wish=Wish(by=BY, is_asked=True, reason=BY),
        report_for=noting,
    )  # fmt: skip
    if held.state != "committed":
        raise RuntimeError(f"the county was not imported: {held.state}")
    county = County(owner)
    _find(county)
    _let_in(county)
    for key in ("askim", "fravaersgrensen"):
        adopt_shipped(owner=owner, key=key, valid_from=AUTUMN, by=BY, at=NOON)
    update_flags(owner=owner, as_of=TODAY, by=BY, at=NOON)
    for pupil in county.hidden.values():
        raise_protection(person=pupil, grade="strict", source=BY, by=BY, at=NOON)
    let_things_happen(county)
    return county


def _find(county: County) -> None:
    """Pupils are those whose id ends in a number; everybody else of the files works there."""
    hidden = {f"{school}-1-{number}" for school in SCHOOLS for number in HIDDEN}
    for person in Person.objects.filter(owner=county.owner).order_by("source_id"):
        source_id = person.source_id
        if source_id.rpartition("-")[2].isdigit():
            county.pupils[source_id] = person
            if source_id in hidden:
                county.hidden[source_id] = person
        else:
            county.users[source_id] = User.objects.create(username=source_id.lower(), person=person)


def _let_in(county: County) -> None:
    for name in OF_OWNER:
        user = county.users[name] = User.objects.create(username=name)
        grant_role(
            user=user, role=name, owner=county.owner, school=None, since=AUTUMN, until=None, reason=BY, by=BY, at=NOON
        )
    ppt = county.users["ppt"] = User.objects.create(username="ppt")
    grant_role(
        user=ppt, role="ppt_office", owner=county.owner, school=School.objects.get(source_id="A", owner=county.owner),
        since=AUTUMN, until=None, reason=BY, by=BY, at=NOON,
    )  # fmt: skip
    county.users["guest"] = User.objects.create(username="guest")
    county.users["nobody"] = User.objects.create(username="nobody")
