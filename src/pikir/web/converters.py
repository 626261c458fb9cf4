"""Parts of addresses."""

from django.urls import register_converter


class IdConverter:
    """A 64-bit identifier; anything larger is no address of ours."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """Return the number; ValueError (no match) when it does not fit a signed 64-bit column."""
        number = int(value)
        if number >= 1 << 63:
            raise ValueError
        return number

    def to_url(self, value: int | str) -> str:
        """Return the digits."""
        return str(value)


class HandleConverter:
    """A handle, in any case of letters."""

    regex = "[A-Za-z0-9_]{1,30}"

    def to_python(self, value: str) -> str:
        """Return it as it was typed."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


class QuestionConverter:
    """The number of a question, as it is written on a slip."""

    regex = "Q-[0-9]{4}-[0-9]{6,9}"

    def to_python(self, value: str) -> str:
        """Return it as it was typed."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


def register() -> None:
    """Make ``<id:…>``, ``<handle:…>`` and ``<question:…>`` known to every address list."""
    register_converter(IdConverter, "id")
    register_converter(HandleConverter, "handle")
    register_converter(QuestionConverter, "question")
