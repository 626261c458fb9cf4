"""``pikir verify-log``."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from pikir.moderation.openness.chain import Checked, Link, check
from pikir.moderation.openness.queries import verify


class Command(BaseCommand):
    """Say whether the public log of moderation is whole."""

    help = "Follow the chain of the public log from its first entry, or check a copy of it."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """What to check, and against what."""
        parser.add_argument("--file", type=Path, help="a copy saved from the square, one entry a line")
        parser.add_argument("--head", default="", help="a hash that was published once and must be in the copy's chain")

    @override
    def handle(self, **options: Any) -> None:
        """Check, and say how far the log is whole; fails at the first fault."""
        file, wanted = options["file"], options["head"]
        if wanted and not file:
            raise CommandError("--head goes with --file; the square's own log is held to every head it published.")
        try:
            checked = _check_copy(file, wanted) if file else verify()
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise CommandError(f"{file}: this is no copy of a public log ({type(fault).__name__}).") from None
        if checked.fault:
            raise CommandError(f"Broken: {checked.fault}.")
        self.stdout.write(f"Whole: {checked.number} entries, ending with {checked.head}")


def _check_copy(file: Path, wanted: str) -> Checked:
    seen = {wanted} if wanted else set()
    checked = check(_read(file, seen))
    if seen and not checked.fault:
        return Checked(number=checked.number, head=checked.head, fault=f"no entry has the hash {wanted}")
    return checked


def _read(file: Path, wanted: set[str]) -> Iterator[Link]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            wanted.discard(row["hash"])
            yield Link(number=row["number"], body=row["body"], before=row["before"], hash=row["hash"])
