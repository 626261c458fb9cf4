"""What other rooms and the pages of this one ask about verified voices."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pikir.accounts.attestations.kinds import PAGE, Adapter, Level, Stage, State
from pikir.accounts.attestations.models import Attestation, Claim, MailDomain, Register
from pikir.places.models import Territory
from pikir.web.keyset import Page, page_before


def attested(
    account_ids: Collection[int], *, level: int, territory: Territory | None = None, on: datetime | None = None
) -> set[int]:
    """Return which of the accounts are attested at this level or a higher one, in one query.

    With a territory it must be one that lies in it, at any depth, or whose successor does; ``on`` is a moment of the
    past, now if not given. Nothing tells by what document or way.
    """
    if not account_ids:
        return set()
    found = _counting(level, territory, on).filter(account_id__in=set(account_ids))
    return set(found.values_list("account_id", flat=True))


def is_attested(account_id: int, *, level: int, territory: Territory | None = None, on: datetime | None = None) -> bool:
    """Whether an account is attested at this level or a higher one, for a territory if given; see ``attested``."""
    return bool(attested([account_id], level=level, territory=territory, on=on))


def _counting(level: int, territory: Territory | None, on: datetime | None) -> QuerySet[Attestation]:
    now = timezone.now()
    found: QuerySet[Attestation] = Attestation.objects.on(on) if on else Attestation.objects.running(now)
    found = found.filter(level__gte=Level(level))
    if territory is None:
        return found
    inside = Q(territory__path__startswith=territory.path)
    return found.filter(inside | Q(territory__successor__path__startswith=territory.path))


def resident_of(account_id: int) -> Territory | None:
    """Return the territory that an account wants to be known as a verified resident of; None for most."""
    shown = running_of(account_id).filter(shown=True, territory__isnull=False, level__gte=Level.LETTER)
    found = shown.order_by("-level", "-since").first()
    return found.territory if found else None


def running_of(account_id: int) -> QuerySet[Attestation]:
    """What counts for an account today, the strongest first, with territories."""
    found: QuerySet[Attestation] = Attestation.objects.running(timezone.now()).filter(account_id=account_id)
    return found.select_related("territory").order_by("-level", "-since")


def attested_address(account_id: int) -> Attestation | None:
    """Return the attestation by e-mail address that counts for an account."""
    return running_of(account_id).filter(adapter=Adapter.EMAIL).first()


def claim_of(account_id: int, stage: Stage) -> Claim | None:
    """Return what an account has waiting in a stage, if its term has not passed."""
    return Claim.objects.filter(account_id=account_id, stage=stage, until__gt=timezone.now()).first()


def claims_to_check() -> list[Claim]:
    """Return what waits for a second operator, the oldest first; at most a page."""
    waiting = Claim.objects.filter(stage=Stage.CHECK, until__gt=timezone.now())
    return list(waiting.select_related("account", "territory", "recorded_by__account").order_by("id")[:PAGE])


def claim_to_check(claim_id: int) -> Claim:
    """Return what waits for a second operator; Http404 when it does not."""
    waiting = Claim.objects.filter(stage=Stage.CHECK, until__gt=timezone.now())
    with_names = waiting.select_related("account", "territory", "recorded_by__account")
    found: Claim = get_object_or_404(with_names, id=claim_id)
    return found


def registers_page(*, before: int | None) -> Page[Register]:
    """Return registers, the newest first."""
    return page_before(Register.objects.all(), key="id", before=before, limit=PAGE)


def mail_domains() -> list[MailDomain]:
    """Return the hosts that operators listed, by name; they are few, since people wrote them by hand."""
    return list(MailDomain.objects.select_related("territory").order_by("host"))


def domain_of(address: str) -> MailDomain | None:
    """Return the listed host of an e-mail address."""
    return MailDomain.objects.filter(host=address.rpartition("@")[2].lower()).first()


def ending(now: datetime, before: datetime) -> list[Attestation]:
    """Return what ends soon, whose people were not told yet, and that nothing as strong outlives."""
    outlives = Attestation.objects.filter(
        account_id=OuterRef("account_id"), state=State.LIVE, level__gte=OuterRef("level"), until__gt=before
    )
    found = Attestation.objects.running(now).filter(~Exists(outlives), until__lte=before, warned_at=None)
    return list(found.select_related("account__user").order_by("id")[:PAGE])


def over(now: datetime) -> list[str]:
    """Return the documents behind attestations whose term has passed, each once."""
    found = Attestation.objects.filter(state=State.LIVE, until__lte=now).order_by("document_id")
    return list(found.values_list("document_id", flat=True).distinct()[:PAGE])
