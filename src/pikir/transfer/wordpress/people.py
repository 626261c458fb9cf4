"""Accounts for the blog, its authors and those who commented."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from pikir.accounts.actions import create_account
from pikir.accounts.kinds import BIO_LENGTH, NAME_LENGTH, AccountKind
from pikir.accounts.models import Account
from pikir.accounts.queries import account_by_handle, free_handle
from pikir.transfer.models import Origin
from pikir.transfer.wordpress.content import plain
from pikir.transfer.wordpress.export import Comment, Export, ExportError
from pikir.transfer.wordpress.report import Report


@dataclass
class People:
    """Finds or makes the account of everyone in an export; each is made once, whatever the number of runs."""

    export: Export
    site: str
    language: str
    report: Report
    mapped: dict[str, Account] = field(default_factory=dict)  # login there → account here, as the operator said
    _found: dict[str, Account] = field(default_factory=dict)

    def blog(self, handle: str, at: datetime) -> Account:
        """The account the blog becomes: the one with this handle, or a new organisation."""
        present = account_by_handle(handle)
        if present is not None:
            self.report.known["blog"] += 1
            return present
        self.report.kept["blog (new account)"] += 1
        return create_account(
            actor=None,
            kind=AccountKind.ORGANISATION,
            handle=handle,
            name=(plain(self.export.title) or handle)[:NAME_LENGTH],
            bio=plain(self.export.description)[:BIO_LENGTH],
            language=self.language,
            claimed=False,
            at=at,
        )

    def author(self, login: str, at: datetime) -> Account:
        """The account of someone who wrote in the blog."""
        if login in self.mapped:
            return self.mapped[login]
        names = {author.login: author.name for author in self.export.authors}
        return self._person(f"author:{login}"[:120], wish=login, name=names.get(login) or login or "?", at=at)

    def commenter(self, comment: Comment, at: datetime) -> Account:
        """The account of someone who commented. Addresses are not kept, only a digest that tells two apart."""
        name = plain(comment.author) or "?"
        who = hashlib.sha256(f"{comment.email}\n{name}".encode()).hexdigest()[:32]
        return self._person(f"commenter:{who}", wish=name, name=name, at=at)

    def _person(self, key: str, *, wish: str, name: str, at: datetime) -> Account:
        if key in self._found:
            return self._found[key]
        origin = Origin.objects.filter(site=self.site, key=key).select_related("account").first()
        if origin is not None and origin.account is not None:
            self.report.known["person"] += 1
            self._found[key] = origin.account
            return origin.account
        self.report.kept["person (unclaimed account)"] += 1
        with transaction.atomic():  # or a crash between the two would make somebody twice
            account = create_account(
                actor=None,
                kind=AccountKind.PERSON,
                handle=free_handle(wish, self.language),
                name=name[:NAME_LENGTH],
                bio="",
                language=self.language,
                claimed=False,
                at=at,
            )
            Origin.objects.create(site=self.site, key=key, account=account)
        self._found[key] = account
        return account


def map_authors(pairs: dict[str, str]) -> dict[str, Account]:
    """Turn "login there → handle here" into accounts; ExportError for a handle that nobody has."""
    mapped: dict[str, Account] = {}
    for login, handle in pairs.items():
        account = account_by_handle(handle)
        if account is None:
            raise ExportError(f"--author {login}={handle}: there is no account @{handle} here.")
        mapped[login] = account
    return mapped
