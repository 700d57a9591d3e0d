"""Who outside may tell us who somebody is: Feide, ID-porten, or any other OpenID provider, from one TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from tettpaa.trust.identity.strength import Strength

PRESETS = Path(__file__).parent / "presets.toml"
LOOPBACK = {"127.0.0.1", "localhost"}
# Signatures by keys that the issuer alone has. `none`, and HMAC with a secret we both know, are never taken.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
FILES = {"secret_file": "secret", "private_key_file": "private_key"}


@dataclass(frozen=True)
class Issuer:
    """One OpenID provider. `claim` names the person; its value is kept only as a keyed hash (`OutsideName`).

    `strengths` and `amr`: what an `acr`, or a method in `amr`, is worth. `ask`: the `acr_values` that ask for a strength.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    claim: str
    scopes: tuple[str, ...] = ("openid",)
    secret: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    private_key_id: str = ""
    strengths: Mapping[str, Strength] = field(default_factory=dict)
    amr: Mapping[str, Strength] = field(default_factory=dict)
    ask: Mapping[Strength, str] = field(default_factory=dict)
    algorithms: tuple[str, ...] = ALGORITHMS

    @property
    def best(self) -> Strength:
        """The strongest it can tell of."""
        return max([Strength.PLAIN, *self.strengths.values(), *self.amr.values()])

    def strength_of(self, claims: Mapping) -> Strength:
        """What a checked token says of the sign-in. An `acr` that is missing or unknown is worth the least."""
        methods = claims.get("amr")
        told = [self.amr.get(method) for method in methods] if isinstance(methods, list) else []
        by_methods = max((strength for strength in told if strength), default=Strength.PLAIN)
        acr = claims.get("acr")
        return max(self.strengths.get(acr, Strength.PLAIN) if isinstance(acr, str) else Strength.PLAIN, by_methods)

    def acr_values_for(self, needs: Strength) -> str:
        """What to ask for so that the answer is worth at least `needs`; empty where nothing need be said."""
        enough = [strength for strength in self.ask if strength >= needs]
        return self.ask[min(enough)] if enough else ""


def issuers_from(path: str) -> dict[str, Issuer]:
    """Key → issuer, in the order of the file; none without a file. A fault in it keeps everything from starting."""
    if not path:
        return {}
    try:
        told = tomllib.loads(Path(path).read_text("utf-8"))
        presets = tomllib.loads(PRESETS.read_text("utf-8"))
        return {key: _issuer(key, _with_preset(table, presets)) for key, table in told.items()}
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise ImproperlyConfigured(f"TETTPAA_OIDC: {type(fault).__name__}: {fault}") from fault


def is_safe_address(address: str) -> bool:
    """https, or a provider on this very machine, for tests and development."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _with_preset(table: dict, presets: Mapping[str, dict]) -> dict:
    preset = table.pop("preset", None)
    return {**(presets[preset] if preset else {}), **table}


def _issuer(key: str, table: dict) -> Issuer:
    for name, becomes in FILES.items():
        if name in table:
            table[becomes] = Path(table.pop(name)).read_text("utf-8").strip()
    if unknown := table.keys() - {known.name for known in fields(Issuer)}:
        raise ValueError(f"[{key}] says {', '.join(sorted(unknown))}, which nothing reads")
    for name in ("scopes", "algorithms"):
        if name in table:
            table[name] = tuple(table[name])
    for name in ("strengths", "amr"):
        table[name] = {told: Strength[worth] for told, worth in table.get(name, {}).items()}
    table["ask"] = {Strength[worth]: told for worth, told in table.get("ask", {}).items()}
    issuer = Issuer(key=key, **table)
    if not is_safe_address(issuer.issuer) or set(issuer.algorithms) - set(ALGORITHMS) or not key.isidentifier():
        raise ValueError(f"[{key}]: the issuer must be https, algorithms one of {ALGORITHMS}, the key a plain word")
    return issuer
