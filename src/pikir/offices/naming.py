"""What has a name in each language of the square."""

from django.db import models
from django.utils.translation import get_language

from pikir.kernel.languages import LANGUAGES, sort_key
from pikir.offices.kinds import NAME_LENGTH


class Named(models.Model):
    """Something with three names; the register gives all of them."""

    name_kk = models.CharField(max_length=NAME_LENGTH)
    name_ru = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_in(get_language() or "kk")

    @property
    def names(self) -> dict[str, str]:
        """The names by language."""
        return {language: self.name_in(language) for language in LANGUAGES}

    def name_in(self, language: str) -> str:
        """The name in one language of the square."""
        return str(getattr(self, f"name_{language}"))


def named(names: dict[str, str]) -> dict[str, str]:
    """Return the columns of ``Named`` from names by language."""
    return {f"name_{language}": names[language] for language in LANGUAGES}


def sorted_by(names: dict[str, str]) -> dict[str, str]:
    """Return the columns of sort keys from names by language."""
    return {f"sort_{language}": sort_key(names[language], language) for language in LANGUAGES}
