"""User names, as rows keep them, turned into the names of people."""

from collections.abc import Iterable

from tettpaa.trust.identity.models import User


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """User name → the person's name; who is no user any more keeps the user name. One read, none where nobody wrote."""
    wrote = {name for name in usernames if name}
    users = User.objects.filter(username__in=wrote).select_related("person") if wrote else ()
    return {name: name for name in wrote} | {user.username: str(user) for user in users}
