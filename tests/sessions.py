"""Sessions that are worth something: `client.force_login` alone begins one that is worth a password."""

from django.test import Client

from tettpaa.kit import clock
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import MARKS, Strength

HOW = {Strength.PLAIN: "password", Strength.TWO_FACTORS: "oidc:feide", Strength.HIGH: "oidc:idporten"}


def signed_in(client: Client, user: User, strength: Strength = Strength.HIGH, persona: str = "staff") -> Client:
    """The client, signed in as the user just now, as surely as `strength` says, in that persona."""
    client.force_login(user)
    session = client.session
    now = clock.now().isoformat()
    proofs = [[HOW[strength], int(strength), now]]
    session[MARKS] = {"began_at": now, "seen_at": now, "persona": persona, "proofs": proofs}
    session.save()
    return client
