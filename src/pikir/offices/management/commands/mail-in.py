"""``pikir mail-in``."""

import sys
from os import EX_DATAERR, EX_NOUSER, EX_OK, EX_TEMPFAIL
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from typing_extensions import override

from pikir.mail.incoming import BYTES
from pikir.offices.questions.letters.actions.receiving import Fate, receive

_NOBODY = {"", "<>", "MAILER-DAEMON"}  # as mail servers write the sender of a bounce
_CODES = {Fate.NOBODY: EX_NOUSER, Fate.BROKEN: EX_DATAERR}


class Command(BaseCommand):
    """Take one letter from a mail server."""

    help = (
        "Read one letter from standard input. Ends with 0 when it was taken, refused by a letter of ours, or written "
        "by nobody; 67 for an address that leads nowhere, 65 for what is no letter, 75 when it shall be tried again."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """What the mail server knows of the letter beside its bytes."""
        parser.add_argument("receivers", nargs="*", help="addresses it was delivered to; else its headers say")
        parser.add_argument("--sender", help="of the envelope; empty for a bounce")

    @override
    def handle(self, **options: Any) -> None:
        """Take the letter; the exit code is for the mail server."""
        raw = sys.stdin.buffer.read(BYTES + 1)
        try:
            fate = receive(raw, receivers=tuple(options["receivers"]), bounced=options["sender"] in _NOBODY)
        except DatabaseError:
            self.stderr.write("The database does not answer; try again later.")
            raise SystemExit(EX_TEMPFAIL) from None
        self.stdout.write(fate.value)
        raise SystemExit(_CODES.get(fate, EX_OK))
