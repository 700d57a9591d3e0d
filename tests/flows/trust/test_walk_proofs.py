"""The proofs that walk the site find what is wrong with it: a pupil who should not be there, a pupil who is not logged."""

import pytest

from tests import traced
from tettpaa.proofs.walk import audit_gap, surfaces
from tettpaa.proofs.walk.county import make_county
from tettpaa.proofs.walk.edition import TODAY
from tettpaa.trust.audit.actions import record_access
from tettpaa.trust.identity.trying import signed_in

TEACHER = "A-1-k"


def quiet(_line: str) -> None:
    pass


@pytest.fixture
def county(transactional_db, tmp_path, settings, monkeypatch):
    """The county to walk through, with its hidden pupils."""
    monkeypatch.setenv("TETTPAA_TODAY", TODAY.isoformat())
    settings.TETTPAA_HOME = tmp_path
    return make_county(tmp_path / "files", has_hidden=True)


def test_doors_are_closed_and_one_that_is_not_is_found(county, monkeypatch):
    monkeypatch.setattr(surfaces, "METHODS", ("GET",))
    client = signed_in(county.users[TEACHER], raise_request_exception=False)
    leaks, asked = surfaces.closed_doors(county, TEACHER, client)
    assert leaks == []
    assert asked > 20
    for module in ("rules", "queries"):
        monkeypatch.setattr(f"tettpaa.trust.access.{module}.is_hidden", lambda *_args: False)
    assert surfaces.closed_doors(county, TEACHER, client)[0]


@pytest.mark.asked_otherwise_on_postgres  # by everybody in test_every_page.py, and by every flow
def test_everybody_shown_is_logged_and_who_is_not_is_found(county, monkeypatch):
    _answers, shown, gaps = audit_gap.look(county, quiet, (TEACHER,))
    assert gaps == []
    assert shown > 20
    monkeypatch.setattr("tettpaa.trust.audit.reading.record_access", _all_but_one)
    with traced.not_compared():
        assert audit_gap.look(county, quiet, (TEACHER,))[2]


def _all_but_one(*, looks, **told) -> None:
    record_access(looks=list(looks)[1:], **told)
