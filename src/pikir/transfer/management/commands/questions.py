"""``pikir questions export FILE``, ``pikir questions import FILE``, ``pikir questions check``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from pikir.transfer.archive import BackupError
from pikir.transfer.questions import check_questions, export_questions, import_questions


class Command(BaseCommand):
    """Take the tables of questions out, put them back, or hold them to their events."""

    help = "Questions: pikir questions export FILE, pikir questions import FILE, pikir questions check"

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and with which file."""
        acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
        acts.add_parser("check", help="whether each question stands where its events say")
        for name, words in (("export", "write all questions to a file"), ("import", "replace all by those of a file")):
            acts.add_parser(name, help=words).add_argument("file", type=Path)

    @override
    def handle(self, **options: Any) -> None:
        """Do it and say what was done."""
        try:
            self.stdout.write(self._do(options["act"], options.get("file", Path())))
        except BackupError as fault:
            raise CommandError(str(fault)) from None

    def _do(self, act: str, file: Path) -> str:
        if act == "check":
            check_questions()
            return "Every question stands where its events say."
        if act == "import":
            return f"Brought in {import_questions(file)} questions."
        return f"Wrote {len(export_questions(file).members)} tables: {file}. They name people; keep the file safe."
