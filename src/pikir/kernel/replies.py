"""What somebody wrote themselves in a letter: without what they quote, without their signature."""

import re

from pikir.kernel.text import strip_controls

LINES = 2_000  # looked at; an answer has some dozen
_SIGNATURE = re.compile(r"--\s?")
# Where programs begin to quote without a mark at each line.
_BELOW = re.compile(
    r"(-{2,}\s*(original message|forwarded message|исходное сообщение|пересылаемое сообщение|бастапқы хабар)\b.*"
    r"|_{10,}|-{10,})",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\*?(from|от|от кого|кімнен)\*?\s?:\s.*@.*", re.IGNORECASE)
# "On Monday Asel wrote:", before a quotation, in one line or in two.
_SAYS = re.compile(
    r".{0,300}\b(wrote|writes|пишет|писал|написал|написала|написал\(а\)|жазды|жазады)\s?:", re.IGNORECASE
)


def own_words(text: str) -> str:
    """Return the lines of a letter that its sender wrote, above or between what they quote; empty without any."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:LINES]:
        bare = line.strip()
        if _SIGNATURE.fullmatch(bare) or _BELOW.fullmatch(bare) or _HEADER.fullmatch(bare):
            break
        if bare.startswith(">"):
            _drop_attribution(kept)
            continue
        kept.append(strip_controls(line))
    _drop_attribution(kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _drop_attribution(kept: list[str]) -> None:
    """Take out the line that says who is quoted now; where it is broken in two, the address stands in the first."""
    while kept and not kept[-1]:
        kept.pop()
    if kept and _SAYS.fullmatch(kept[-1]):
        bare = "@" not in kept.pop()
        if bare and kept and "@" in kept[-1]:
            kept.pop()
    while kept and not kept[-1]:
        kept.pop()
