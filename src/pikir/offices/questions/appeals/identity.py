"""Who makes an appeal, as the law wants it: name, personal number if any, postal address, how to reach them."""

import re
from dataclasses import asdict, dataclass

from pikir.offices.questions.sealing import seal_words, unseal_words

NAME_LENGTH = 150
ADDRESS_LENGTH = 300
CONTACT_LENGTH = 150
_IIN = re.compile(r"\d{12}")
_FIRST = range(1, 12)  # weights of the digits
_SECOND = (*range(3, 12), 1, 2)  # where the first ones give ten


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The fields of article 63; ``iin`` may be empty."""

    name: str
    iin: str
    address: str
    contact: str

    def seal(self) -> str:
        """Return them as the database keeps them."""
        return seal_words(asdict(self))


def unseal_identity(sealed: str) -> Identity | None:
    """Return who made an appeal, None once they left. Raises SealError."""
    words = unseal_words(sealed)
    return Identity(**words) if words else None


def is_iin(number: str) -> bool:
    """Whether twelve digits are a personal number of Kazakhstan, by the last one, which follows from the others."""
    if _IIN.fullmatch(number) is None or not number.isascii():
        return False
    digits = [int(digit) for digit in number]
    for weights in (_FIRST, _SECOND):
        check = sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        if check < 10:
            return bool(check == digits[11])
    return False
