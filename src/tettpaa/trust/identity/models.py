"""Who can sign in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from tettpaa.schools.people.models import Person


class UserManager(BaseUserManager["User"]):
    """Creates users with hashed passwords."""

    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Bruker: a sign-in. What it may do follows from the person's ties and from role grants."""

    username = models.CharField(max_length=150, unique=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="users")
    language = models.CharField(max_length=2, default="nb")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        return str(self.person or self.username)


class FailedSignIn(models.Model):
    """Mislykket innlogging, kept to slow down guessing. The typed name is kept only as a keyed hash.

    What people type into a name field is now and then their password.
    """

    name_hash = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
