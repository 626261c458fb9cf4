"""Files that texts lead to, and what is taken."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.kernel.ids import make_id, make_name
from pikir.media.kinds import NAME_LENGTH

BYTES = 10 * 1024 * 1024  # a scanned decree of many pages
TITLE_LENGTH = 120  # of a file name
LIST_SIZE = 50  # files of one page of the list
TYPES = {  # kind, which ends the file name: what a browser is told
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}


class Attachment(models.Model):
    """One uploaded file. Its name in addresses is chance; nobody finds it who was not led there."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="attachments")  # who uploaded it
    name = models.CharField(max_length=NAME_LENGTH, unique=True, default=make_name)
    title = models.CharField(max_length=TITLE_LENGTH)  # the file name it came with, and leaves with
    kind = models.CharField(max_length=8)  # a key of TYPES, true to its content
    size = models.PositiveIntegerField()  # in bytes
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["account", "-id"], name="attachment_account")]

    @property
    def address(self) -> str:
        """Where it is handed out."""
        return f"/media/files/{self.name}.{self.kind}"

    @property
    def path(self) -> str:
        """Where it is stored."""
        return f"{FOLDER}/{self.id % 256:02x}/{self.id}"


FOLDER = "attachments"
