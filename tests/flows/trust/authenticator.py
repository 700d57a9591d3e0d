"""A passkey in software: answers challenges as a browser with an authenticator would."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """`checks_holder`: asks for a finger or a PIN. `use_count` 0: never counts, as keys that are shared by devices."""

    checks_holder: bool = True
    use_count: int = 0
    origin: str = "http://testserver"
    site: str = "testserver"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user_handle: bytes = b""

    def make(self, asked: dict) -> str:
        """The answer to a request for a new key."""
        self.user_handle = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.credential_id, public)
        told = AuthenticatorData.create(self._site_hash(), self._flags() | ATTESTED, self.use_count, credential)
        attestation = AttestationObject.create("none", told, {})
        return self._said(asked, "webauthn.create", attestationObject=websafe_encode(attestation))

    def use(self, asked: dict, signed_by: ec.EllipticCurvePrivateKey | None = None) -> str:
        """The answer to a challenge; `signed_by` another key than the one that was enrolled."""
        told = AuthenticatorData.create(self._site_hash(), self._flags(), self.use_count)
        client = self._client(asked, "webauthn.get")
        signature = (signed_by or self.key).sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._said(
            asked, "webauthn.get", authenticatorData=websafe_encode(told), signature=websafe_encode(signature),
            userHandle=websafe_encode(self.user_handle),
        )  # fmt: skip

    def _flags(self) -> int:
        return PRESENT | (VERIFIED if self.checks_holder else 0)

    def _site_hash(self) -> bytes:
        return hashlib.sha256(self.site.encode()).digest()

    def _client(self, asked: dict, kind: str) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _said(self, asked: dict, kind: str, **more: str) -> str:
        identity = websafe_encode(self.credential_id)
        response = {"clientDataJSON": websafe_encode(self._client(asked, kind)), **more}
        said = {"id": identity, "rawId": identity, "type": "public-key", "response": response}
        return json.dumps(said | {"clientExtensionResults": {}})
