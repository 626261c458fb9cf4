"""``pikir places import FILE`` and ``pikir places load COUNTRY``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from pikir.places.actions import import_territories, load_ready_list
from pikir.places.files import BadFileError


class Command(BaseCommand):
    """Bring a country's territories in, or up to date."""

    help = "Territories: pikir places import FILE, pikir places load kz"

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and with what."""
        acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
        bring = acts.add_parser("import", help="a CSV file: code,parent,kind,kk,ru,en[,retired,successor]")
        bring.add_argument("file", type=Path, help="the file, in UTF-8")
        bring.add_argument("--retire-missing", action="store_true", help="what the file does not have is over today")
        load = acts.add_parser("load", help="a list that comes with the square")
        load.add_argument("country", help="its country, as in kz")
        for act in (bring, load):
            act.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    @override
    def handle(self, **options: Any) -> None:
        """Read everything, then write everything, then report."""
        dry = options["dry_run"]
        try:
            if options["act"] == "load":
                report = load_ready_list(options["country"], dry_run=dry)
            else:
                report = import_territories(options["file"], dry_run=dry, retire_missing=options["retire_missing"])
        except BadFileError as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write("Nothing was written: this is what would happen." if dry else "Done.")
        for line in report.lines():
            self.stdout.write(line)
