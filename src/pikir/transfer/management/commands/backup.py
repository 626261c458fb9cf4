"""``pikir backup FILE``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from pikir.transfer.archive import BackupError
from pikir.transfer.backup import back_up


class Command(BaseCommand):
    """Write database, media and secrets to a file, while the square is serving."""

    help = "Write database, media and secrets to FILE, while the square is serving."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """One file."""
        parser.add_argument("file", type=Path)

    @override
    def handle(self, **options: Any) -> None:
        """Make the backup and say what is in it."""
        try:
            manifest = back_up(options["file"])
        except BackupError as fault:
            raise CommandError(str(fault)) from None
        megabytes = options["file"].stat().st_size / 1_000_000
        self.stdout.write(f"Backed up {len(manifest.members)} files, {megabytes:.1f} MB: {options['file']}")
        self.stdout.write("The file holds passwords' hashes and the secret keys of the square. Keep it safe.")
