"""Measure any running server beside a square, in the same run and by the same means, and print the ratios.

``peer.py --own PID ADDRESS --peer PID ADDRESS``: each PID is the first process of a service on this machine, whose
children count with it; each ADDRESS is a page of it. ``--own-header 'Cookie: …'`` and ``--peer-header`` sign in.
"""

import argparse
import sys
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from figures import RUNS, Cost, Figure, cost, middle, print_table
from load import load
from processes import family, memory_megabytes, processor_name

COUNT = 480  # answers a run
WARM = 40  # answers before it: whatever keeps pages or plans has them then


@dataclass(frozen=True)
class Page:
    """A page of a running service: its first process, its port and what is asked there."""

    process: int
    port: int
    path: str
    headers: dict[str, str]

    @property
    def name(self) -> str:
        """What it is called in the table."""
        return f"{self.path} of process {self.process}"

    def ask(self, count: int) -> Cost:
        """Ask for it many times; return what an answer cost."""
        return cost(self.process, partial(load, self.port, self.path, count, self.headers))


def main() -> int:
    """Measure both by turns and print the table."""
    asked = _arguments()
    own, peer = _page(asked.own, asked.own_header), _page(asked.peer, asked.peer_header)
    print(f"processor  {processor_name()}\nprocesses  {len(family(own.process))} and {len(family(peer.process))}\n")
    for page in (own, peer):
        page.ask(WARM)
    costs = [(own.ask(asked.count), peer.ask(asked.count)) for _ in range(RUNS)]  # by turns: other work falls on both
    print_table(list(_figures((own, peer), costs)))
    return 0


def _figures(pages: tuple[Page, Page], costs: list[tuple[Cost, Cost]]) -> list[Figure]:
    own, peer = (middle([pair[side] for pair in costs]) for side in (0, 1))
    memory = [memory_megabytes(page.process) for page in pages]
    return [
        Figure(pages[0].name, f"{own}, {memory[0]:.0f} MB"),
        Figure(pages[1].name, f"{peer}, {memory[1]:.0f} MB"),
        Figure("the peer's processor time for an answer", f"{peer.seconds / own.seconds:.2f} times"),
        Figure("the peer's memory", f"{memory[1] / memory[0]:.2f} times"),
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for which in ("own", "peer"):
        parser.add_argument(f"--{which}", nargs=2, required=True, metavar=("PID", "ADDRESS"))
        parser.add_argument(f"--{which}-header", action="append", default=[], metavar="'Name: value'")
    parser.add_argument("--count", type=int, default=COUNT, help="answers a run")
    return parser.parse_args()


def _page(given: list[str], headers: list[str]) -> Page:
    process, address = given
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in ("127.0.0.1", "localhost"):
        raise SystemExit(f"{address}: only http on this machine can be measured, past any proxy")
    pairs = (header.partition(":") for header in headers)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return Page(int(process), parts.port or 80, path or "/", {name.strip(): value.strip() for name, _, value in pairs})


if __name__ == "__main__":
    sys.exit(main())
