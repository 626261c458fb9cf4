"""What an import of a register did, or would do."""

from collections import Counter
from dataclasses import dataclass, field

from pikir.offices.files import BadFileError
from pikir.offices.kinds import REPORT_NAMED
from pikir.offices.registers import FILES

OUTCOMES = ("new", "changed", "same", "over", "missing")  # in the order in which a report tells them


@dataclass(kw_only=True)
class Report:
    """By file how many are new, changed, the same, over, or missing in it and left alone; and what is wrong.

    With a fault nothing was written. ``named`` are the first of those that are not the same, by file and outcome.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    named: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    faults: list[BadFileError] = field(default_factory=list)

    def note(self, name: str, outcome: str, label: str) -> None:
        """Count what became of one line of a file, or of one row that it does not have."""
        self.counts.setdefault(name, Counter())[outcome] += 1
        if outcome != "same" and len(named := self.named.setdefault((name, outcome), [])) < REPORT_NAMED:
            named.append(label)

    @property
    def told(self) -> dict[str, dict[str, int]]:
        """The counts as plain data, in the order of the files and of the outcomes."""
        return {
            name: {one: self.counts[name][one] for one in OUTCOMES if self.counts[name][one]}
            for name in FILES
            if name in self.counts
        }
