"""Each view says which permission it needs, and which of the address's parts it is asked about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tettpaa.trust.access.permissions import Permission, Subject, permission_named


@dataclass(frozen=True)
class Declaration:
    """`asked_about`: part of the address → what its key names. `checked_by_view`: parts the view narrows itself."""

    permission: Permission
    asked_about: Mapping[str, Subject]
    checked_by_view: tuple[str, ...] = ()

    @property
    def parts(self) -> set[str]:
        return {*self.asked_about, *self.checked_by_view}


def requires(
    permission: str,
    *,
    pupil: str = "",
    group: str = "",
    school: str = "",
    owner: str = "",
    checked_by_view: tuple[str, ...] = (),
) -> Callable:
    """`@requires("pupil_open", pupil="key")`: only who has the permission for that very pupil gets in.

    Without an object the user must have the permission somewhere, and the view shows only
    `request.rights.pupils(…)`, `.groups(…)`, `.schools(…)` or `.owners(…)`.
    `checked_by_view` lists parts of the address (an import's id) that the view looks up within those sets.
    """
    named = {pupil: Subject.PUPIL, group: Subject.GROUP, school: Subject.SCHOOL, owner: Subject.OWNER}
    named.pop("", None)
    declaration = Declaration(permission_named(permission), named, checked_by_view)

    def declared(view: Callable) -> Callable:
        if declaration_of(view) is not None:
            raise ValueError(f"{view} is declared already: the second would silently replace the first")
        view.declaration = declaration  # type: ignore[attr-defined]
        return view

    return declared


def declaration_of(view: Callable) -> Declaration | None:
    """What the view declares; a decorator above keeps it (`functools.wraps`), a class-based view carries it."""
    return getattr(view, "declaration", None) or getattr(getattr(view, "view_class", None), "declaration", None)
