"""How often something may be done: asked in one way by every door and action, counted for all processes together.

``take(request, act)`` in a view, ``@limited(act)`` for one behind a mere button, ``spend(act, account_id)`` where no
request is at hand. Each raises TooFastError, whose words are for whoever was too quick. Nothing is lost by it: a view
shows its form again with what was typed, and what no view catches is answered with a page that holds it
(``middleware.py``).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from pikir.web.limits import TABLE, Limit, Per, Rate
from pikir.web.rates.proofs import FIELD, SECONDS, challenge_for, solved
from pikir.web.rates.waits import wait_words
from pikir.web.sharedcache import Count

__all__ = [
    "Sender",
    "TooFastError",
    "block_of",
    "limited",
    "remember",
    "sender_of",
    "spend",
    "status_of",
    "take",
    "taking",
    "tell_standing",
]

Arguments = ParamSpec("Arguments")
_BLOCK = 64  # bits of an IPv6 address that one household has to itself


class TooFastError(ValueError):
    """Somebody was too quick; the message says when it works again. ``challenge`` is a sum to do instead."""

    def __init__(self, limit: Limit, wait: int, challenge: str = "") -> None:
        """Keep which limit was met, how many seconds to wait, and the sum as JSON where one helps."""
        self.limit, self.wait, self.challenge = limit, wait, challenge
        super().__init__(_("That was very quick. Send it again after: %(wait)s.") % {"wait": wait_words(wait)})


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who acts: the account of the person, none for a guest; what standing they have; the block they come from."""

    account_id: int | None = None
    standing: Per = Per.MEMBER
    block: str = ""


class _Counting(Protocol):
    def count(self, spans: Mapping[str, int]) -> dict[str, Count]: ...
    def uncount(self, keys: Iterable[str]) -> None: ...


Standing = Callable[[int], Per]
_standings: list[Standing] = []


def tell_standing(standing: Standing) -> None:
    """Have a room above say of an account whether it is a newcomer, a member or trusted. Unsaid, all are members."""
    _standings[:] = [standing]


def standing_of(account_id: int) -> Per:
    """Return by which column of the table an account is counted."""
    return _standings[0](account_id) if _standings else Per.MEMBER


def block_of(address: str) -> str:
    """Return the block an address is counted by: a /64 of IPv6, a single address of IPv4; empty for no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), _BLOCK), strict=False))


def sender_of(request: HttpRequest) -> Sender:
    """Return who sends a request. Its address is that behind the trusted proxies (``bridge.Proxies``)."""
    block = block_of(request.META.get("REMOTE_ADDR", ""))
    account_id = getattr(getattr(request, "viewer", None), "account_id", None)
    if account_id is None:
        return Sender(block=block)
    return Sender(account_id=account_id, standing=standing_of(account_id), block=block)


def take(request: HttpRequest, act: str) -> None:
    """Count one act of whoever sends the request. Raises TooFastError when there were too many, or too quick ones."""
    taking(request, act)()


def taking(request: HttpRequest, act: str) -> Callable[[], None]:
    """Return what counts one act as ``take`` does, for a transaction that others wait for: who sends is asked now."""
    limit, sender = TABLE[act], sender_of(request)
    keys = _keys(limit, sender)

    def count() -> None:
        try:
            _take(limit, sender, keys, request.POST.get(FIELD, ""))
        except TooFastError as fault:
            remember(request, fault)
            raise

    return count


def remember(request: HttpRequest, fault: TooFastError) -> None:
    """Have the answer say when it works again, and the form that is shown once more hold the sum."""
    request.haste = fault  # type: ignore[attr-defined]  # read by templates and by ``middleware.Haste``


def status_of(request: HttpRequest) -> int:
    """Return with which status a form is shown again: 429 for haste, 422 for everything else that is wrong."""
    return 429 if hasattr(request, "haste") else 422


def spend(act: str, account_id: int) -> None:
    """Count one act of an account where no request is at hand: up to the limit, without a near part."""
    limit, sender = TABLE[act], Sender(account_id=account_id, standing=standing_of(account_id))
    _count(limit, _keys(limit, sender), {})


def limited(
    act: str,
) -> Callable[
    [Callable[Concatenate[Any, Arguments], HttpResponse]], Callable[Concatenate[Any, Arguments], HttpResponse]
]:
    """Count each POST to a view before it is answered."""

    def decorate(
        view: Callable[Concatenate[Any, Arguments], HttpResponse],
    ) -> Callable[Concatenate[Any, Arguments], HttpResponse]:
        @wraps(view)
        def counted(request: Any, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
            if request.method == "POST":
                take(request, act)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def _take(limit: Limit, sender: Sender, keys: dict[str, Rate], proof: str) -> None:
    """Count; where the near part of a limit is reached, ask for a solved sum or for a pause."""
    nonce = solved(proof, _purpose(limit, sender)) if proof else ""
    proven = {_key("proof", nonce): SECONDS} if nonce else {}
    found = _count(limit, keys, proven)
    near = [rate for key, rate in keys.items() if limit.near and found[key].number > rate.free]
    if not near or any(found[key].number == 1 for key in proven):
        return
    purpose = _purpose(limit, sender)
    pause = _key("pause", purpose)
    waited = _shared().count({pause: max(rate.pause for rate in near)})[pause]
    if waited.number > 1:
        _shared().uncount([*keys, pause])
        raise TooFastError(limit, waited.left, challenge_for(purpose))


def _count(limit: Limit, keys: dict[str, Rate], beside: dict[str, int]) -> dict[str, Count]:
    """Count everything in one go; raise TooFastError, and take it back, when any of it is over."""
    if not keys:
        return {}
    found = _shared().count({key: rate.span for key, rate in keys.items()} | beside)
    over = [found[key].left for key, rate in keys.items() if found[key].number > rate.number]
    if over:
        _shared().uncount(keys)
        raise TooFastError(limit, max(over))
    return found


def _keys(limit: Limit, sender: Sender) -> dict[str, Rate]:
    found = {}
    for rate in limit.of(sender.standing):
        who = sender.block if rate.per == Per.ADDRESS else sender.account_id
        if who:
            found[_key(limit.act, rate.per, rate.span, who)] = rate
    return found


def _purpose(limit: Limit, sender: Sender) -> str:
    return _key("purpose", limit.act, sender.account_id or sender.block)


def _key(*parts: object) -> str:
    """Under what something is counted. Neither an account nor an address can be read from it."""
    return salted_hmac("pikir.web.rates", ":".join(map(str, parts)), algorithm="sha256").hexdigest()[:32]


def _shared() -> _Counting:
    return cast("_Counting", cache)
