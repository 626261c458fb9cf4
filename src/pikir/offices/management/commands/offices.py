"""``pikir offices import FOLDER`` and ``pikir offices calendar …``: what is brought in from files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override as speaking
from typing_extensions import override

from pikir.kernel.languages import LANGUAGES
from pikir.offices.actions import import_calendar, import_register, load_ready_calendar
from pikir.offices.files import BadFileError, read_calendar
from pikir.offices.kinds import FAULTS_NAMED, READY_ZONES
from pikir.offices.registers import read_folder


class Command(BaseCommand):
    """Bring a register of offices, or a calendar of working days, in or up to date."""

    help = "Offices: pikir offices import FOLDER, pikir offices calendar kz"

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and with what."""
        acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
        calendar = acts.add_parser("calendar", help="holidays and moved working days")
        calendar.add_argument("file", help="a CSV file day,kind,kk,ru,en,source; or kz, which comes with the square")
        calendar.add_argument("--code", help="of the calendar a file is for: the country, as in uz")
        calendar.add_argument("--zone", help="the time zone in which its days end, as in Asia/Tashkent")
        bring = acts.add_parser("import", help="a register: offices, positions, people, appointments, competences")
        bring.add_argument("folder", type=Path, help="a folder with these CSV files in UTF-8, or some of them")
        bring.add_argument("--retire-missing", action="store_true", help="what a file does not have is over today")
        bring.add_argument("--language", default="kk", choices=LANGUAGES, help="of the short names of new offices")
        for act in (bring, calendar):
            act.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    @override
    def handle(self, **options: Any) -> None:
        """Read everything, then write everything, then report."""
        try:
            with speaking("en"):  # as all commands speak
                report = self._bring(options)
        except BadFileError as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write("Nothing was written: this is what would happen." if options["dry_run"] else "Done.")
        for what, counts in report.items():
            words = ", ".join(f"{count} {word}" for word, count in counts.items())
            self.stdout.write(f"{what.title()}: {words}.")

    def _bring(self, options: dict[str, Any]) -> Mapping[str, Mapping[str, int]]:
        if options["act"] == "calendar":
            return {"days": self._bring_calendar(options)}
        report = import_register(
            actor=None,
            register=read_folder(options["folder"]),
            language=options["language"],
            retire_missing=options["retire_missing"],
            dry_run=options["dry_run"],
        )
        if report.faults:
            raise CommandError("\n".join(map(str, report.faults[:FAULTS_NAMED])))
        return report.told

    def _bring_calendar(self, options: dict[str, Any]) -> dict[str, int]:
        name, code, zone = options["file"], options["code"], options["zone"]
        if name in READY_ZONES and not code:
            return load_ready_calendar(name, dry_run=options["dry_run"])
        if not code or not zone:
            raise CommandError("A file needs --code and --zone: for which country it is and where its days end.")
        return import_calendar(code=code, zone=zone, rows=read_calendar(Path(name)), dry_run=options["dry_run"])
