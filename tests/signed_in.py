"""A client whose users have shown two factors, as the school's zone asks for, unless a test says otherwise."""

from django.test import Client

from tettpaa.kit import clock
from tettpaa.trust.identity.persona import STAFF
from tettpaa.trust.identity.sessions import mark
from tettpaa.trust.identity.strength import Proof, Strength


class SignedInClient(Client):
    """`force_login(user, strength=…)` begins a session as surely as that."""

    def force_login(self, user, backend=None, strength: Strength = Strength.TWO_FACTORS, persona: str = STAFF) -> None:
        super().force_login(user, backend)
        session, at = self.session, clock.now()
        mark(session, Proof("demo", strength, at), persona=persona, at=at)
        session.save()
