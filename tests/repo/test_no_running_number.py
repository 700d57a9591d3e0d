"""An address about a pupil or a person holds no running number: it tells whoever reads it how many such rows there are,
also those about pupils the reader may not know of. A random `reference`, or the salted key of whom it is about, does not.
"""

import re
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import AutoField
from django.urls import path

from tettpaa.trust.access.declare import declaration_of, requires
from tettpaa.trust.access.permissions import Subject
from tettpaa.trust.access.routes import Route, all_routes

NUMBER = re.compile(r"<int:(\w+)>")
# What the address is about, beyond what its view declares, where that is no running number or may be counted by everybody.
WHY = {
    "/elev/<int:key>/fagvarsel/<int:group_key>": "the salted key of a group",
    "/min-oppfolging/<int:pupil_key>": "the salted key of a pupil",
    "/skole/<int:key>/motebelastning/<int:teacher>": "the salted key of a teacher",
    "/klasse/<int:key>/tavle/uke/<int:week>": "a week of the year",
    "/skole/<int:key>/tavle/uke/<int:week>": "a week of the year",
    "/tiltak/<uuid:measure_id>/etter/<int:weeks>": "how many weeks after the return",
    "/regelsett/<int:rule_set>": "rule sets are open to everybody who works there",
    "/egne-trapper/<int:stairs_id>": "the owner's own stairs are open to everybody who works there",
    "/avrunding/<int:choice_id>": "the owner's choices of how exact numbers are",
    "/foresattes-innsyn/<int:choice_id>": "the owner's choices of what guardians see",
    "/min-innlogging/passnokler/<int:number>": "a passkey of the reader's own",
    "/hvem/<int:user_id>": "the cast, in the demo alone",
}
# An owner is known by name to all, and has no more than its number in an address.
KEYS = {Subject.PUPIL, Subject.GROUP, Subject.SCHOOL, Subject.OWNER}
KEYED = ("people.Person", "places.Group", "places.School")


def numbered(routes: Iterable[Route]) -> Iterator[str]:
    """Each address as far as a number that its view does not declare to be the key of a pupil, group, school or owner."""
    for route in routes:
        declaration = declaration_of(route.pattern.callback)
        asked_about = declaration.asked_about if declaration else {}
        yield from (
            route.address[: part.end()]
            for part in NUMBER.finditer(route.address)
            if asked_about.get(part[1]) not in KEYS
        )


def test_no_address_holds_a_running_number_but_where_it_may_be_counted():
    found = set(numbered(all_routes()))
    assert found - WHY.keys() == set(), "give the row a `reference`, as kit/in_addresses.py says"
    assert WHY.keys() - found == set(), "no such address any more"


def test_the_key_of_a_pupil_a_group_and_a_school_is_no_running_number():
    models = {model._meta.label: model._meta.pk for model in apps.get_models()}
    assert not [label for label in KEYED if isinstance(models[label], AutoField)]


def test_a_running_number_is_found():
    @requires("pupil_open", pupil="key", checked_by_view=("letter",))
    def view(request, key, letter):
        raise AssertionError

    urls = type("Urls", (), {"urlpatterns": [path("elev/<int:key>/brev/<int:letter>/les", view)]})
    assert list(numbered(all_routes(urls))) == ["/elev/<int:key>/brev/<int:letter>"]
