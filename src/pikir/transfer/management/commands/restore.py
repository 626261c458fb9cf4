"""``pikir restore FILE``."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from pikir.transfer.archive import BackupError
from pikir.transfer.restore import restore


class Command(BaseCommand):
    """Replace database, media and secrets by those of a backup."""

    help = "Replace database, media and secrets by those of the backup FILE."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """One file."""
        parser.add_argument("file", type=Path)

    @override
    def handle(self, **options: Any) -> None:
        """Restore and say what came back."""
        call_command("migrate", verbosity=0, interactive=False)  # into an empty folder too
        try:
            manifest = restore(options["file"])
        except BackupError as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"Restored the square as it was at {manifest.made_at}: {len(manifest.members)} files.")
        self.stdout.write("If it came from another folder, restart `pikir serve`: the secret keys have changed.")
