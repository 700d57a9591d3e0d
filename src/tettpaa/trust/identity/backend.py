"""Who the session says it is, read together with the person: one read on every page instead of two."""

from django.contrib.auth.backends import ModelBackend

from tettpaa.trust.identity.models import User


class PersonBackend(ModelBackend):
    """Django's own, but for how the user of a session is read."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
