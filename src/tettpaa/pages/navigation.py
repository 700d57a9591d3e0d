"""What stands in the menu: at most six entries by role, only pages that exist and that the user may open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tettpaa.trust.access.permissions import Role
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.rights import Rights

MOST_ENTRIES = 6


@dataclass(frozen=True)
class Entry:
    """One link of the menu. `is_current`: the page shown is this one or lies under it."""

    label: str
    url: str
    is_current: bool = False


def _offered() -> tuple[tuple[str, str, str], ...]:
    """(label, url name, permission) in the order of the menu; the first that is permitted is the start page."""
    return (
        (_("Min dag"), "my_day", "day_read"),
        (_("Skolen"), "school", "school_read"),
        (_("Skoler"), "owner", "owner_figures_read"),
        (_("Klassen"), "classes", "class_read"),
        (_("Import"), "imports:list", "import_read"),
        (_("Regelsett"), "flags:rule_sets", "rule_set_read"),
    )


def entries_for(rights: Rights, path: str = "") -> list[Entry]:
    """The user's menu. An entry whose page is not part of this installation is left out."""
    entries = []
    for label, name, permission in _offered():
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if rights.may(permission):
            entries.append(Entry(label, url, path.startswith(url)))
    return entries[:MOST_ENTRIES]


def navigation(request: HttpRequest) -> dict:
    """`navigation` and `signed_in` for the base template; empty where nobody is signed in."""
    rights = getattr(request, "rights", None)
    if rights is None or not rights.user.is_authenticated:
        return {"navigation": [], "signed_in": None}
    return {"navigation": entries_for(rights, request.path), "signed_in": _signed_in(rights)}


def _signed_in(rights: Rights) -> dict:
    """The user's name, the roles held today in words, and where to sign out."""
    held = sorted({tie.role for tie in rights.ties}, key=list(Role).index)
    words = ", ".join(role_word(role) for role in held)
    return {"name": str(rights.user), "role": words.capitalize(), "sign_out_url": reverse("identity:sign_out")}
