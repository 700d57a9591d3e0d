"""A provider on loopback that is Feide, and a teacher it knows."""

import pytest

from tests.builders import AT
from tests.openid_provider import running
from tests.outside import FEIDE_NAME
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.outside import documents
from tettpaa.trust.identity.outside.actions import link_name


@pytest.fixture
def provider(settings):
    documents.forget()
    with running() as provider:
        settings.TETTPAA_ISSUERS = {"feide": provider.as_issuer()}
        yield provider
    documents.forget()


@pytest.fixture
def teacher(cast) -> User:
    user = cast.users["contact_a"]
    link_name(user=user, issuer="feide", name=FEIDE_NAME, by="tests", at=AT)
    return user
