"""Finding pictures."""

from collections.abc import Iterable

from django.db.models import Q

from pikir.media.kinds import NAME_LENGTH
from pikir.media.models import FormerName, Picture

ID_MAX = 2**63 - 1  # what a column of identifiers holds


def picture_by_name(name: str) -> Picture | None:
    """Return the picture shown under a name, with its account."""
    return Picture.objects.select_related("account").filter(name=name).first()


def is_former_name(name: str) -> bool:
    """Whether a picture was once shown under this name, and no more."""
    return FormerName.objects.filter(name=name).exists()


def pictures_by_key(keys: Iterable[str]) -> dict[str, Picture]:
    """Return pictures nobody took down by the keys that texts call them by: identifiers, or names, former ones too."""
    wanted = set(keys)
    names = {key for key in wanted if len(key) == NAME_LENGTH}
    ids = {int(key) for key in wanted - names if key.isdecimal() and int(key) <= ID_MAX}
    former = dict(FormerName.objects.filter(name__in=names).values_list("name", "picture_id")) if names else {}
    found: dict[str, Picture] = {}
    for picture in Picture.objects.ready().filter(Q(id__in=ids | set(former.values())) | Q(name__in=names)):
        called = {str(picture.id), picture.name, *(name for name, one in former.items() if one == picture.id)}
        found |= dict.fromkeys(called & wanted, picture)
    return found


def picture_with_hash(*, account_id: int, sha256: str) -> Picture | None:
    """Return the picture an account already has of the same original file, for imports that run again."""
    return Picture.objects.ready().filter(account_id=account_id, sha256=sha256).order_by("id").first()
