"""The words and numbers of a report in one language: the square's own catalogues, read without the square."""

from gettext import NullTranslations, translation
from importlib.resources import as_file, files

LANGUAGES = ("kk", "ru", "en")
THIN = "\u202f"  # narrow no-break space, between thousands in all three languages


class Words:
    """Texts and numbers of a language; a text that the catalogue lacks is English.

    The methods bear the names that collectors of texts look for.
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"there are no words in {language}")
        self.language = language
        with as_file(files("pikir") / "locale") as folder:
            self._said: NullTranslations = translation("django", folder, [language], fallback=True)

    def gettext(self, text: str) -> str:
        """Return the text in this language."""
        return self._said.gettext(text)

    def pgettext(self, context: str, text: str) -> str:
        """Return the text as said in a context."""
        return self._said.pgettext(context, text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form that goes with ``count``, which stands for its placeholder ``%(count)s``."""
        return self._said.ngettext(one, many, count) % {"count": self.number(count)}

    def number(self, number: float, digits: int = 0) -> str:
        """Return a number as it is written here: 12 345,6 or 12 345.6."""
        text = f"{number:,.{digits}f}".replace(",", THIN).replace("-", "−")
        return text if self.language == "en" else text.replace(".", ",")

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share of 1 in per cent."""
        return f"{self.number(share * 100, digits)}{THIN}%"

    def range(self, low: float, high: float) -> str:
        """Return an interval of shares in per cent."""
        return f"{self.number(low * 100)}–{self.percent(high)}"
