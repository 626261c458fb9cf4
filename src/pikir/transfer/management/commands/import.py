"""``pikir import wordpress FILE --into HANDLE``."""

from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm
from typing_extensions import override

from pikir.accounts.handles import HandleError, check_handle
from pikir.transfer.wordpress.export import ExportError, read_export
from pikir.transfer.wordpress.importer import Options, import_export


class Command(BaseCommand):
    """Bring in what was written elsewhere."""

    help = "Bring in a blog from elsewhere: pikir import wordpress FILE --into HANDLE"

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """The format, the file, and where it goes."""
        parser.add_argument("format", choices=["wordpress"], help="what made the file")
        parser.add_argument("file", type=Path, help="the export: XML, or one XML file in gzip or ZIP")
        parser.add_argument("--into", required=True, metavar="HANDLE", help="the blog; made if missing")
        parser.add_argument("--media", type=Path, metavar="FOLDER", help="folder with the blog's uploads")
        parser.add_argument("--author", action="append", default=[], metavar="OLD=HANDLE", help="who an author is here")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    @override
    def handle(self, **options: Any) -> None:
        """Read the whole file, then write, then report."""
        try:
            check_handle(options["into"])
            chosen = Options(
                into=options["into"],
                media=_folder(options["media"]),
                authors=dict(_pair(text) for text in options["author"]),
                dry_run=options["dry_run"],
            )
            export = read_export(options["file"])
            texts = sum(item.kind != "attachment" for item in export.items)
            with tqdm(total=texts, unit="text", disable=None) as bar:
                report = import_export(export, chosen, progress=lambda done: _advance(bar, done))
        except (ExportError, HandleError) as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write("Nothing was written: this is what would happen." if chosen.dry_run else "Done.")
        for line in report.lines():
            self.stdout.write(line)


def _advance(bar: "tqdm[NoReturn]", done: int) -> None:
    bar.update(done)


def _pair(text: str) -> tuple[str, str]:
    login, sign, handle = text.partition("=")
    if not sign or not login or not handle:
        raise ExportError(f"--author {text}: write it as OLD=HANDLE, for example --author admin=aigerim.")
    return login, handle.removeprefix("@")


def _folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise ExportError(f"--media {path}: there is no such folder.")
    return path
