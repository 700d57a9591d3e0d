"""What is sealed is opened by its holder alone, for its purpose alone, and only if not a bit of it has changed."""

import pytest
from cryptography.exceptions import InvalidTag

from tettpaa.trust.identity.keys import keyed_hash, seal, unseal

SECRET = b"hemmelighet til en kodeapp"


def test_it_comes_out_as_it_went_in_and_looks_like_nothing():
    sealed = seal("code_app", SECRET, "7")
    assert unseal("code_app", sealed, "7") == SECRET
    assert SECRET not in sealed
    assert seal("code_app", SECRET, "7") != sealed


@pytest.mark.parametrize("place", range(0, 12 + len(SECRET) + 16, 3))
def test_one_changed_bit_anywhere_is_found(place):
    sealed = bytearray(seal("code_app", SECRET, "7"))
    sealed[place] ^= 1
    with pytest.raises(InvalidTag):
        unseal("code_app", bytes(sealed), "7")


def test_cut_short_lengthened_or_moved_to_another_it_is_not_opened(settings):
    sealed = seal("code_app", SECRET, "7")
    for wrong in (sealed[:-1], sealed + b"\0", sealed[1:]):
        with pytest.raises(InvalidTag):
            unseal("code_app", wrong, "7")
    for purpose, holder in (("code_app", "8"), ("new_code_app", "7")):
        with pytest.raises(InvalidTag):
            unseal(purpose, sealed, holder)
    settings.TETTPAA_IDENTITY_KEY = "en annen nøkkel"
    with pytest.raises(InvalidTag):
        unseal("code_app", sealed, "7")


def test_a_keyed_hash_is_another_for_another_purpose_and_another_key(settings):
    first = keyed_hash("outside.feide", "kari")
    assert keyed_hash("outside.feide", "kari") == first != keyed_hash("outside.idporten", "kari")
    settings.TETTPAA_IDENTITY_KEY = "en annen nøkkel"
    assert keyed_hash("outside.feide", "kari") != first
