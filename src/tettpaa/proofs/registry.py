"""The proofs by name. Their promises and last figures stand in config/reference/promises.toml."""

from collections.abc import Callable
from dataclasses import dataclass

from tettpaa.proofs import audit_chain, edits, import_kills, outbox
from tettpaa.proofs.effect_coverage import prove as effect_coverage
from tettpaa.proofs.matrix import prove as matrix
from tettpaa.proofs.policy_mutants import prove as policy_mutants
from tettpaa.proofs.snooping import prove as snooping
from tettpaa.proofs.walk import audit_gap, canary, surfaces

# (runs, seed, where to tell how it goes) → (whether the promise held, the figure)
Prove = Callable[[int, int, Callable[[str], None]], tuple[bool, str]]


@dataclass(frozen=True)
class Proof:
    """`runs`: how many, unless somebody asks for another number."""

    name: str
    runs: int
    prove: Prove


PROOFS: dict[str, Proof] = {
    proof.name: proof
    for proof in (
        Proof("import-kills", 200, import_kills.prove),
        Proof("audit-chain", 1000, audit_chain.prove),
        Proof("matrix", 1, matrix.prove),
        Proof("policy-mutants", 10_000, policy_mutants.prove),
        Proof("surfaces", 1, surfaces.prove),
        Proof("audit-gap", 200, audit_gap.prove),
        Proof("canary", 1, canary.prove),
        Proof("snooping", 1, snooping.prove),
        Proof("edits", 200, edits.prove),
        Proof("outbox", 1000, outbox.prove),
        Proof("effect-coverage", 200, effect_coverage.prove),
    )
}
