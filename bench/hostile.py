"""Print the processor time of the dearest text of the hostile corpus, in milliseconds, and how many texts there are."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pikir.config.settings")

import django

django.setup()

from pikir.media.models import Picture  # noqa: E402 - Django comes first
from pikir.posts.rendering import render, render_comment  # noqa: E402 - as above
from pikir.posts.tests.hostile import ATTACKS, BOMBS, OWN  # noqa: E402 - as above

PICTURES = {OWN: Picture(id=1, name=OWN, width=1600, height=900)}
COMMENT = 10_000  # characters of the longest comment
RUNS = 3


def main() -> None:
    """Print both figures."""
    texts = [*ATTACKS, *BOMBS]
    print(f"{max(map(_milliseconds, texts)):.1f} {len(texts)}")


def _milliseconds(source: str) -> float:
    """Return the time of rendering a text as an entry and as a comment, whichever is longer; the best of some runs."""
    return max(
        min(_time(lambda: render(source, post_id=7, language="kk", pictures=PICTURES)) for _ in range(RUNS)),
        min(_time(lambda: render_comment(source[:COMMENT])) for _ in range(RUNS)),
    )


def _time(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


if __name__ == "__main__":
    main()
