"""Writing a personal archive: a ZIP of JSON, pictures and pages, straight to disk; it appears whole or not at all."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from pikir import __version__
from pikir.kernel.belongings import Leaf, Owner, Part, parts
from pikir.mail.signature import signature
from pikir.transfer.kinds import EVERY_ROWS

FORMAT = 1
Tell = Callable[[int], None]  # is told per cent again and again, and raises when nobody waits any more


def path_of(token: str) -> Path:
    """Return where an archive lies."""
    return Path(settings.ARCHIVES_ROOT) / f"{token}.zip"


def write_archive(*, owner: Owner, token: str, tell: Tell) -> int:
    """Write everything of a person in the active language; return the size in bytes."""
    target = path_of(token)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    try:
        draft.touch(mode=0o600)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            _Writer(archive, owner, tell).write()
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size


class _Writer:
    """One archive while it is being written."""

    def __init__(self, archive: zipfile.ZipFile, owner: Owner, tell: Tell) -> None:
        self.archive, self.owner, self.tell = archive, owner, tell
        self.parts = parts()
        self.percent = 0

    def write(self) -> None:
        counts = []
        for number, part in enumerate(self.parts):
            self.percent = 99 * number // len(self.parts)
            self.tell(self.percent)
            counts.append((part, self._rows(part)))
            self._leaves(part)
            self._files(part)
        self._json("archive.json", self._contents(counts))
        shown = [(part.title(), part.name, count, part.leaves is not None) for part, count in counts]
        self._page("index.html", "transfer/archive/index.html", {"parts": shown, "now": timezone.now(), "up": ""})
        self.archive.writestr("style.css", render_to_string("transfer/archive/style.css"))

    def _contents(self, counts: list[tuple[Part, int]]) -> dict[str, Any]:
        files = [{"file": f"{part.name}.json", "rows": count} for part, count in counts]
        made = {"format": FORMAT, "version": __version__, "made_at": timezone.now(), "square": settings.SQUARE_URL}
        return made | {"parts": files}

    def _json(self, name: str, content: Any) -> None:
        self.archive.writestr(name, json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))

    def _rows(self, part: Part) -> int:
        """Write the rows one by one as a list; return how many."""
        count = 0
        with self.archive.open(f"{part.name}.json", "w") as file:
            for row in self._counted(part.rows(self.owner)):
                line = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
                file.write(f"{',' if count else '['}\n{line}".encode())
                count += 1
            file.write(b"\n]\n" if count else b"[]\n")
        return count

    def _leaves(self, part: Part) -> None:
        if part.leaves is None:
            return
        leaves = self._counted(part.leaves(self.owner))
        if part.bound:
            self._list(part, ("transfer/archive/bound.html", ({"leaf": leaf, "part": part} for leaf in leaves)))
            return
        for leaf in leaves:
            words = {"leaf": leaf, "part": part, "title": leaf.title, "up": "../"}
            self._page(f"{part.name}/{leaf.key}.html", "transfer/archive/leaf.html", words)
        again: Iterable[Leaf] = self._counted(part.leaves(self.owner))
        self._list(part, ("transfer/archive/line.html", ({"leaf": leaf, "part": part} for leaf in again)))

    def _list(self, part: Part, items: tuple[str, Iterator[dict[str, Any]]]) -> None:
        """Write a page of many items without holding them all."""
        template, words = items
        frame = render_to_string("transfer/archive/list.html", self._words({"title": part.title(), "up": ""}))
        head, foot = frame.split("<!-- items -->")
        made = (render_to_string(template, one) for one in words)
        self._stream(f"{part.name}.html", chain([head], made, [foot]))

    def _stream(self, name: str, pieces: Iterable[str]) -> None:
        with self.archive.open(name, "w") as file:
            for piece in pieces:
                file.write(piece.encode())

    def _page(self, name: str, template: str, words: dict[str, Any]) -> None:
        self.archive.writestr(name, render_to_string(template, self._words(words)))

    def _words(self, words: dict[str, Any]) -> dict[str, Any]:
        return {"square": signature(), "title": "", **words}

    def _files(self, part: Part) -> None:
        for path, opened in self._counted(part.files(self.owner) if part.files else ()):
            self._file(path, opened)

    def _file(self, path: str, opened: Callable[[], IO[bytes]]) -> None:
        try:
            source = opened()
        except FileNotFoundError:  # lost with a disk; the rest is still worth having
            return
        entry = zipfile.ZipInfo(path)  # pictures do not become smaller by packing
        with source, self.archive.open(entry, "w") as file:
            shutil.copyfileobj(source, file)

    def _counted(self, things: Iterable[Any]) -> Iterator[Any]:
        """The same things; now and then it is asked whether somebody still waits for them."""
        for number, thing in enumerate(things, start=1):
            yield thing
            if number % EVERY_ROWS == 0:
                self.tell(self.percent)
