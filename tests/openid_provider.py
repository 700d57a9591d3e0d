"""An OpenID provider on loopback: real addresses, real keys, real tokens, and every fault one can ask it for."""

import base64
import hashlib
import http.server
import json
import secrets
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tettpaa.trust.identity.outside.issuers import Issuer
from tettpaa.trust.identity.strength import Strength

NAME_CLAIM = "https://n.feide.no/claims/eduPersonPrincipalName"
MFA = "urn:mace:feide.no:auth:level:fad08:3"


@cache
def first_key() -> rsa.RSAPrivateKey:
    """Made once: it takes a while."""
    return a_key()


def a_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What it says is changed by a test: `person`, `acr`, `changed` claims, `left_out` claims, how it signs.

    `asked`: the last question at each of its addresses. `names_at`: the claim lies in the 'token' or at 'userinfo'.
    """

    address: str = ""
    person: str = "kari@skole.example"
    acr: str | None = None
    changed: dict = field(default_factory=dict)
    left_out: set = field(default_factory=set)
    names_at: str = "token"
    issuer_told: str = ""
    signed_by: rsa.RSAPrivateKey | None = None
    algorithm: str = "RS256"
    kind: str | None = "JWT"  # what its tokens call themselves; None: nothing
    is_declining: bool = False
    asked: dict[str, dict] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=first_key)
    key_id: str = "first"
    codes: dict[str, dict] = field(default_factory=dict)
    userinfo_subject: str = "subject-1"
    sent_on: dict[str, str] = field(default_factory=dict)  # path → where whoever asks there is sent
    is_asking: bool = False  # show a page with a button, as a person would see it

    def as_issuer(self, **more) -> Issuer:
        told = {"strengths": {MFA: Strength.TWO_FACTORS, "high": Strength.HIGH},
                "ask": {Strength.TWO_FACTORS: MFA, Strength.HIGH: "high"}, "secret": "hemmelig"} | more  # fmt: skip
        return Issuer("feide", "Feide", self.address, "tettpaa", NAME_CLAIM, ("openid", "userid-feide"), **told)

    def rotate(self) -> None:
        """A new key takes the old one's place."""
        self.key, self.key_id = a_key(), "second"

    def discovery(self) -> dict:
        return {
            "issuer": self.issuer_told or self.address, "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys",
            "userinfo_endpoint": f"{self.address}/userinfo",
        }  # fmt: skip

    def keys(self) -> dict:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [key | {"kid": self.key_id, "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict) -> str:
        """Where the visitor is sent back to."""
        self.asked["authorize"] = asked
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        answer = {"error": "access_denied"} if self.is_declining else {"code": code}
        return f"{asked['redirect_uri']}?{urlencode(answer | {'state': asked['state']})}"

    def token(self, form: dict, headers) -> tuple[int, dict]:
        """The tokens for a code that is taken once, with the verifier that fits the challenge."""
        self.asked["token"] = form | {"authorization": headers.get("Authorization", "")}
        question = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if question is None or question["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        if question["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "adgang", "token_type": "Bearer", "id_token": self.id_token(question)}

    def id_token(self, question: dict) -> str:
        now = int(time.time())
        claims = {"iss": self.address, "sub": "subject-1", "aud": "tettpaa", "iat": now, "exp": now + 300,
                  "auth_time": now, "nonce": question["nonce"]}  # fmt: skip
        claims |= {"acr": self.acr} if self.acr else {}
        claims |= {NAME_CLAIM: self.person} if self.names_at == "token" else {}
        claims = {name: told for name, told in (claims | self.changed).items() if name not in self.left_out}
        if self.algorithm == "none":
            return jwt.encode(claims, None, algorithm="none")
        if self.algorithm == "HS256":
            return jwt.encode(claims, "hemmelig" * 8, algorithm="HS256", headers={"kid": self.key_id})
        head = {"kid": self.key_id, "typ": self.kind}
        return jwt.encode(claims, self.signed_by or self.key, algorithm="RS256", headers=head)

    def userinfo(self, headers) -> tuple[int, dict]:
        if headers.get("Authorization") != "Bearer adgang":
            return 401, {}
        return 200, {"sub": self.userinfo_subject, NAME_CLAIM: self.person}


CONSENT = (
    "<!doctype html><html lang=nb><title>Feide</title><link rel=icon href='data:,'>"
    "<h1>Feide</h1><a href='{}'>Ja, det er meg</a>"
)


class _Answering(http.server.BaseHTTPRequestHandler):
    """What the provider answers over HTTP; the server carries the provider."""

    server: "_Server"

    def do_GET(self) -> None:
        provider, parts = self.server.provider, urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        if parts.path in provider.sent_on:
            self.send_response(302)
            self.send_header("Location", provider.sent_on[parts.path])
            self.end_headers()
        elif parts.path == "/.well-known/openid-configuration":
            self._say(200, provider.discovery())
        elif parts.path == "/keys":
            self._say(200, provider.keys())
        elif parts.path == "/userinfo":
            self._say(*provider.userinfo(self.headers))
        elif parts.path == "/authorize" and provider.is_asking and "ja" not in asked:
            again = f"/authorize?{urlencode(asked | {'ja': '1'})}"
            self._page(CONSENT.format(again.replace("&", "&amp;")))
        elif parts.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", provider.authorize(asked))
            self.end_headers()
        else:
            self._say(404, {})

    def do_POST(self) -> None:
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self._say(*self.server.provider.token(form, self.headers))

    def _say(self, status: int, told: dict) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def _page(self, html: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, *_words) -> None:
        """It says nothing."""


class _Server(http.server.ThreadingHTTPServer):
    provider: Provider


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    server = _Server(("127.0.0.1", 0), _Answering)
    server.provider = provider = Provider()
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visit(address: str) -> str:
    """Go to the provider as a browser does, and tell where it sends one on to."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_words, **_more):
            return None

    try:
        urllib.request.build_opener(Stay).open(address)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"]
    raise AssertionError(f"{address} sent nobody on")
