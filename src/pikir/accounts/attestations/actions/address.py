"""Being attested by an e-mail address, and the hosts that tell of a territory."""

import re

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.accounts.attestations.access import can_attest, can_be_attested
from pikir.accounts.attestations.actions.moving import attest
from pikir.accounts.attestations.actions.voices import AttestationError, Proof, end
from pikir.accounts.attestations.blind import blind_address
from pikir.accounts.attestations.kinds import HOST_LENGTH, Adapter, State
from pikir.accounts.attestations.models import Attestation, MailDomain
from pikir.accounts.attestations.queries import domain_of
from pikir.accounts.models import User
from pikir.accounts.queries import confirmed_address, own_user
from pikir.audit.actions import record
from pikir.places.models import Territory

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


def attest_address(*, actor: Viewer) -> Attestation:
    """Attest the actor's account by its confirmed address; for a listed host also for its territory.

    Raises AttestationError or TakenError.
    """
    require(can_be_attested(actor))
    address = confirmed_address(own_user(actor))
    if not address:
        raise AttestationError(_("Your address is not confirmed yet."))
    domain = domain_of(address)
    proof = Proof(
        blind=blind_address(address),
        adapter=Adapter.EMAIL,
        territory_id=domain.territory_id if domain else None,
    )
    return attest(account_id=actor.account_id or 0, proof=proof, actor=actor.user_id)


def address_changed(*, user: User, address: str) -> None:
    """End what rests on an address that is no longer the person's."""
    with transaction.atomic():
        live = Attestation.objects.filter(account_id=user.account_id, adapter=Adapter.EMAIL, state=State.LIVE)
        others = list(live.exclude(document_id=blind_address(address)))
        end(others, now=timezone.now())
        for one in others:
            record(actor=user.id, verb="end_attestation", kind="account", object_id=one.account_id)


def add_domain(*, actor: Viewer | None, host: str, territory: Territory) -> MailDomain:
    """List a host of addresses with the territory it tells of; listing it again changes the territory.

    Raises AttestationError for what is no name of a host.
    """
    require(actor is None or can_attest(actor))
    host = host.strip().lower().removeprefix("@")
    if len(host) > HOST_LENGTH or not _HOST.fullmatch(host):
        raise AttestationError(_("Write the part after the @, as in name@university.example."))
    with transaction.atomic():
        domain, _new = MailDomain.objects.update_or_create(host=host, defaults={"territory": territory})
        data = {"host": host, "territory": territory.code}
        by = actor.user_id if actor else None
        record(actor=by, verb="add_mail_domain", kind="square", object_id=1, data=data)
    return domain


def remove_domain(*, actor: Viewer, domain_id: int) -> None:
    """Take a host off the list; who was attested by it stays so until the end of the term."""
    require(can_attest(actor))
    with transaction.atomic():
        domain = get_object_or_404(MailDomain, id=domain_id)
        domain.delete()
        data = {"host": domain.host}
        record(actor=actor.user_id, verb="remove_mail_domain", kind="square", object_id=1, data=data)
