"""Finding pictures."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from pikir.media.attachments.models import LIST_SIZE, Attachment
from pikir.media.kinds import NAME_LENGTH
from pikir.media.models import FormerName, Picture
from pikir.web.keyset import Page, page_before

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


def attachment_by_name(name: str) -> Attachment | None:
    """Return the file that is handed out under a name."""
    return Attachment.objects.filter(name=name).first()


def attachments_of(*, account_id: int, before: int | None = None) -> Page[Attachment]:
    """Return the files of an account, the newest first."""
    return page_before(Attachment.objects.filter(account_id=account_id), key="id", before=before, limit=LIST_SIZE)


def attachments_by_key(keys: Iterable[str], *, account_ids: Collection[int]) -> dict[str, Attachment]:
    """Return files of some accounts by the identifiers that a text calls them by."""
    ids = {int(key) for key in keys if int(key) <= ID_MAX}
    return (
        {str(one.id): one for one in Attachment.objects.filter(id__in=ids, account_id__in=account_ids)} if ids else {}
    )
