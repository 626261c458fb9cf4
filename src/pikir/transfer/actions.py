"""Asking for a personal archive, making it, throwing it away."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pikir.accounts.access import Viewer
from pikir.accounts.models import User
from pikir.accounts.queries import own_user
from pikir.audit.actions import record
from pikir.kernel.belongings import Owner
from pikir.kernel.ids import make_name
from pikir.mail.actions import send_mail
from pikir.posts.models import Post
from pikir.transfer import tasks
from pikir.transfer.kinds import ARCHIVE_KEPT, ARCHIVE_MAKING, ArchiveState
from pikir.transfer.models import Label, OldAddress, Origin, PersonalArchive
from pikir.transfer.personal import path_of, write_archive


class NotWanted(Exception):  # noqa: N818  # no error: somebody left, or asked anew
    """Nobody waits for this archive any more."""


def ask_for_archive(*, actor: Viewer) -> PersonalArchive:
    """Have an archive made of everything of the actor, in place of an older one; or return the one in the making."""
    user, now = own_user(actor), timezone.now()
    with transaction.atomic():
        present = PersonalArchive.objects.select_for_update().filter(user=user).first()
        if present and not present.ready and present.asked_at > now - ARCHIVE_MAKING:
            return present
        if present:
            _drop(present)
        archive = PersonalArchive.objects.create(
            user=user, token=make_name(), asked_at=now, expires_at=now + ARCHIVE_KEPT
        )
        record(actor=user.id, verb="ask_for_archive", kind="user", object_id=user.id)
        tasks.make_archive.enqueue(archive.token)
    return archive


def make_archive(*, token: str) -> None:
    """Write the archive of a token and tell its owner. Safe to run twice; quiet when nobody waits any more."""
    waiting = PersonalArchive.objects.filter(token=token, state=ArchiveState.MAKING)
    archive = waiting.select_related("user").first()
    if archive is None:
        return
    user = archive.user

    def tell(percent: int) -> None:
        if not waiting.update(progress=percent):
            raise NotWanted

    owner = Owner(user_id=user.id, account_id=user.account_id, email=user.email)
    try:
        with override(user.language):
            size = write_archive(owner=owner, token=token, tell=tell)
        _finish(user, token, size)
    except NotWanted:
        path_of(token).unlink(missing_ok=True)


def _finish(user: User, token: str, size: int) -> None:
    now = timezone.now()
    with transaction.atomic():
        ready = PersonalArchive.objects.filter(token=token).update(
            state=ArchiveState.READY, progress=100, size=size, expires_at=now + ARCHIVE_KEPT
        )
        if not ready:
            raise NotWanted
        with override(user.language):
            address = settings.SQUARE_URL + reverse("archive")
        words = {"name": user.account.name, "address": address}
        send_mail(to=user.email, language=user.language, template="transfer/mail/archive", context=words)


def sweep_archives(*, now: datetime) -> None:
    """Delete archives whose time is over, and files that belong to none."""
    for archive in PersonalArchive.objects.filter(expires_at__lt=now):
        with transaction.atomic():
            _drop(archive)
    root = Path(settings.ARCHIVES_ROOT)
    if root.is_dir():
        _delete_orphans(root, now)


def forget_account(*, account_id: int, user_id: int) -> None:
    """Delete the archive of somebody who leaves, and whatever imports remember of them."""
    for archive in PersonalArchive.objects.filter(user_id=user_id):
        _drop(archive)
    Origin.objects.filter(account_id=account_id).delete()
    erased = Post.objects.filter(account_id=account_id).erased()
    OldAddress.objects.filter(post__in=erased).delete()
    Label.objects.filter(post__in=erased).delete()


def _drop(archive: PersonalArchive) -> None:
    """Delete the row now and the file after the commit."""
    path = path_of(archive.token)
    archive.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _delete_orphans(root: Path, now: datetime) -> None:
    known = set(PersonalArchive.objects.values_list("token", flat=True))
    for path in root.iterdir():
        old = path.stat().st_mtime < (now - ARCHIVE_MAKING).timestamp()
        if old and path.name.partition(".")[0] not in known:
            path.unlink(missing_ok=True)
