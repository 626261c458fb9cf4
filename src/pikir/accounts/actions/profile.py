"""What an account says of itself."""

from django.db import transaction

from pikir.accounts.access import Viewer, account_for_change, can_edit_profile, require
from pikir.accounts.events import AccountChanged
from pikir.accounts.kinds import ALT_LENGTH, BIO_LENGTH, NAME_LENGTH
from pikir.accounts.models import Account, User
from pikir.accounts.names import clean_bio, clean_name
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.kernel.languages import sort_key
from pikir.kernel.text import strip_controls
from pikir.web.freshness import touch


def edit_profile(*, actor: Viewer, account_id: int, name: str, bio: str, language: str) -> Account:
    """Change name, bio and language of an account; on the own account the language is also that of letters.

    Raises NameMissingError or PermissionDenied.
    """
    require(can_edit_profile(actor, account_id))
    name = clean_name(name)[:NAME_LENGTH]
    with transaction.atomic():
        account = account_for_change(account_id)
        account.name = name
        account.sort_key = sort_key(name, language)
        account.bio = clean_bio(bio)[:BIO_LENGTH]
        account.language = language
        account.save(update_fields=["name", "sort_key", "bio", "language"])
        if account_id == actor.account_id:
            User.objects.filter(account=account).update(language=language)
        _announce(account, actor=actor, verb="edit_profile")
    return account


def set_picture(*, actor: Viewer, account_id: int, name: str, alt: str) -> Account:
    """Set the portrait of an account to the media file ``name``; an empty name takes it away."""
    require(can_edit_profile(actor, account_id))
    with transaction.atomic():
        account = account_for_change(account_id)
        account.picture = name
        account.picture_alt = strip_controls(alt)[:ALT_LENGTH] if name else ""
        account.save(update_fields=["picture", "picture_alt"])
        _announce(account, actor=actor, verb="set_picture")
    return account


def _announce(account: Account, *, actor: Viewer, verb: str) -> None:
    record(actor=actor.user_id, verb=verb, kind="account", object_id=account.id)
    events.send(AccountChanged(account_id=account.id, handle=account.handle))
    touch("site")  # name and portrait stand in the byline of every page that shows the account
