"""Every write of attestations. An ``actor`` of None is the square itself."""

from pikir.accounts.attestations.actions.address import add_domain, address_changed, attest_address, remove_domain
from pikir.accounts.attestations.actions.desk import confirm_document, drop_claim, give_ticket, record_document
from pikir.accounts.attestations.actions.letters import add_register, remove_register, use_code
from pikir.accounts.attestations.actions.moving import attest, attest_by_kept, consent, keep_proof
from pikir.accounts.attestations.actions.terms import forget_attestations, sweep
from pikir.accounts.attestations.actions.voices import AttestationError, Proof, TakenError, give_up, revoke, show

__all__ = [
    "AttestationError",
    "Proof",
    "TakenError",
    "add_domain",
    "add_register",
    "address_changed",
    "attest",
    "attest_address",
    "attest_by_kept",
    "confirm_document",
    "consent",
    "drop_claim",
    "forget_attestations",
    "give_ticket",
    "give_up",
    "keep_proof",
    "record_document",
    "remove_domain",
    "remove_register",
    "revoke",
    "show",
    "sweep",
    "use_code",
]
