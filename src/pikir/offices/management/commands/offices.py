"""``pikir offices calendar …``: what is brought in from files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from pikir.offices.actions import import_calendar, load_ready_calendar
from pikir.offices.files import BadFileError, read_calendar
from pikir.offices.kinds import READY_ZONES


class Command(BaseCommand):
    """Bring calendars of working days in, or up to date."""

    help = "Offices: pikir offices calendar kz, pikir offices calendar FILE --code uz --zone Asia/Tashkent"

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and with what."""
        acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
        calendar = acts.add_parser("calendar", help="holidays and moved working days")
        calendar.add_argument("file", help="a CSV file day,kind,kk,ru,en,source; or kz, which comes with the square")
        calendar.add_argument("--code", help="of the calendar a file is for: the country, as in uz")
        calendar.add_argument("--zone", help="the time zone in which its days end, as in Asia/Tashkent")
        calendar.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    @override
    def handle(self, **options: Any) -> None:
        """Read everything, then write everything, then report."""
        try:
            report = self._bring(options)
        except BadFileError as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write("Nothing was written: this is what would happen." if options["dry_run"] else "Done.")
        self.stdout.write("Days: " + ", ".join(f"{count} {what}" for what, count in report.items()) + ".")

    def _bring(self, options: dict[str, Any]) -> dict[str, int]:
        name, code, zone = options["file"], options["code"], options["zone"]
        if name in READY_ZONES and not code:
            return load_ready_calendar(name, dry_run=options["dry_run"])
        if not code or not zone:
            raise CommandError("A file needs --code and --zone: for which country it is and where its days end.")
        return import_calendar(code=code, zone=zone, rows=read_calendar(Path(name)), dry_run=options["dry_run"])
