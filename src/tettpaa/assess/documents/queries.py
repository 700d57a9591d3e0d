"""A pupil's documents."""

from django.db.models import QuerySet

from tettpaa.assess.documents.models import Document
from tettpaa.schools.people.models import Person
from tettpaa.trust.identity.models import User


def documents_of(pupil: int) -> QuerySet[Document]:
    """Those that stand, newest first."""
    return Document.objects.filter(pupil=pupil, voided_at=None).order_by("-added_at", "pk")


def adders_of(documents: list[Document]) -> dict[str, str]:
    """User name → the person's name. One read where there are documents."""
    names = {document.added_by for document in documents}
    users = User.objects.filter(username__in=names).select_related("person") if names else ()
    return {user.username: str(user) for user in users}


def document_of(pupil: Person, document_id: str) -> Document | None:
    """The document, where it is this pupil's and stands."""
    return documents_of(pupil.pk).filter(pk=document_id).first()
