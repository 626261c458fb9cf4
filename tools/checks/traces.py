"""The project speaks of itself alone: no path of a machine, no registry host; Cyrillic only where texts live."""

import re
from pathlib import Path

from checks import files, text_of

# Each pattern is written so that it does not match its own line.
MACHINE = re.compile(
    r"(?<![\w.}$~-])/(?:hom[e]/[a-z]\w*/|roo[t]/|User[s]/|wor[k]/|op[t]/\w)"
    r"|pypi\.or[g]|pythonhoste[d]\.org|npmj[s]|deb\.debia[n]\.org|registr[y]\.(?!py\b)[a-z]"
)
CYRILLIC = re.compile("[\u0400-\u052f]")
# Where people's words live: catalogues, formats, invented town, tests and books; the kernel's tables of letters; the
# languages' own names in the settings; content that the figures are measured on; help with writing and its words.
LETTERS_WELCOME = re.compile(
    r"\.(?:po|pot|md|xml|json|svg|csv)$|/formats/|/demo/|/tests?/|^tests/|^docs/|^bench/|/kernel/|/config/settings\.py$|/vendor/|^tools/messages"
    r"|/posts/help/|/rendering/cards\.toml$"
)
FOREIGN = re.compile(r"/vendor/|^LICENSE$")


def faults() -> list[str]:
    """Every trace of a machine, and every Cyrillic letter outside its places."""
    return [fault for file in files() for fault in _faults_of(file)]


def _faults_of(file: Path) -> list[str]:
    path = file.as_posix()
    if FOREIGN.search(path):
        return []
    found = []
    for number, line in enumerate(text_of(file).splitlines(), start=1):
        if trace := MACHINE.search(line):
            found.append(f"{path}:{number}: {trace[0]} tells of a machine or a registry")
        if not LETTERS_WELCOME.search(path) and CYRILLIC.search(line):
            found.append(f"{path}:{number}: Cyrillic outside catalogues, demo, formats, tests and books")
    return found
