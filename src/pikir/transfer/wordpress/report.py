"""What an import kept, changed and left out, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Report:
    """Counts by what happened. ``known`` is what an earlier run had brought in."""

    found: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """The report for people."""
        yield "Found: " + (", ".join(f"{count} {kind}" for kind, count in sorted(self.found.items())) or "nothing")
        for title, counts in (
            ("Kept", self.kept),
            ("Here from an earlier import", self.known),
            ("Changed", self.changed),
            ("Left out", self.skipped),
        ):
            if counts:
                yield f"{title}:"
                yield from (f"  {count:>6}  {what}" for what, count in sorted(counts.items(), key=_by_count))


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return (-pair[1], pair[0])
