"""Who can sign in, and by what."""

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac

from tettpaa.schools.people.models import Person
from tettpaa.trust.identity.strength import Strength


class UserManager(BaseUserManager["User"]):
    """Creates users with hashed passwords."""

    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


def new_stamp() -> str:
    """Thirty-two hexadecimal digits that nobody can guess."""
    return secrets.token_hex(16)


class User(AbstractBaseUser):
    """Bruker: a sign-in. What it may do follows from the person's ties and from role grants.

    `session_stamp` is part of what every session is checked against: a new stamp ends them all.
    """

    username = models.CharField(max_length=150, unique=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="users")
    language = models.CharField(max_length=2, default="nb")
    is_active = models.BooleanField(default=True)
    session_stamp = models.CharField(max_length=32, default=new_stamp)

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return str(self.person or self.username)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Changed by a new password and by a new stamp; asked by Django for every request."""
        kept = f"{self.password} {self.session_stamp}"
        return salted_hmac("tettpaa.session", kept, secret=secret, algorithm="sha256").hexdigest()


class Session(AbstractBaseSession):
    """Økt: one browser, signed in or on its way. Django's own, with its user beside it, who may see it and end it."""

    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from tettpaa.trust.identity.session_store import SessionStore

        return SessionStore


class FailedSignIn(models.Model):
    """Mislykket forsøk, kept to slow down guessing. What was tried is kept only as a keyed hash.

    What people type into a name field is now and then their password.
    """

    tried_hash = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()


class CodeApp(models.Model):
    """Kodeapp: a secret shared with an app that shows a new code every half minute (TOTP, RFC 6238).

    `last_step` is the half minute of the last code that was taken: no code is taken twice.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="code_app")
    sealed_secret = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()


class Passkey(models.Model):
    """Passnøkkel: a key pair in the user's device; only the public half is here.

    `alone`: what it is worth when it has checked its holder, 2 (TWO_FACTORS) or 3 (HIGH). See `strength.py`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)
    credential = models.BinaryField()
    use_count = models.BigIntegerField(default=0)
    alone = models.SmallIntegerField(default=int(Strength.TWO_FACTORS))
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class OneUseCode(models.Model):
    """Engangskode: stands in for a second factor once. Kept as a keyed hash."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="one_use_codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    valid_until = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)


class OutsideName(models.Model):
    """Ytre navn: that a person known to Feide or ID-porten is this user. The name itself is kept only as a keyed hash.

    `subject_hash` is of what the issuer never gives to another (`sub`), bound at the first sign-in: a name may be given on.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outside_names")
    issuer = models.CharField(max_length=40)
    name_hash = models.CharField(max_length=64)
    subject_hash = models.CharField(max_length=64, blank=True)
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "name_hash"], name="outside_name_once")]
