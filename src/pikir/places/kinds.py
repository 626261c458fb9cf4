"""Kinds of territories, the shape of their codes, and limits."""

import re

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a territory is. Larger ones first: of two that are called alike, the larger is found first."""

    COUNTRY = "country", pgettext_lazy("kind of territory", "country")
    REGION = "region", pgettext_lazy("kind of territory", "region")
    METROPOLIS = "metropolis", pgettext_lazy("kind of territory", "city of republican significance")
    CITY = "city", pgettext_lazy("kind of territory", "city")
    DISTRICT = "district", pgettext_lazy("kind of territory", "district")
    CITY_DISTRICT = "city_district", pgettext_lazy("kind of territory", "district of a city")
    TOWN = "town", pgettext_lazy("kind of territory", "town")
    RURAL_DISTRICT = "rural_district", pgettext_lazy("kind of territory", "rural district")
    VILLAGE = "village", pgettext_lazy("kind of territory", "village")


TREE_KINDS = (Kind.COUNTRY, Kind.REGION, Kind.METROPOLIS, Kind.CITY, Kind.DISTRICT, Kind.CITY_DISTRICT)  # of the page
# "KZ", "KZ-10", "KZ-103200000", "KZ-X-OLDTOWN": what comes first is the country (ISO 3166-1).
CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,16}){0,2}")
CODE_LENGTH = 36  # the longest that CODE allows
NAME_LENGTH = 120  # the longest official name of a district known to us has 60 letters
DEPTH_MAX = 8  # from the country down to a quarter of a village; keeps the path of ancestors short
PATH_LENGTH = DEPTH_MAX * (CODE_LENGTH + 1) + 1
FILE_BYTES = 8 * 1024 * 1024  # every village of a large country
FILE_ROWS = 40_000  # as above; more would make a search slow
TREE_LIMIT = 2_000  # territories on the page of all; Kazakhstan has 249
CHILDREN_LIMIT = 500  # on the page of one
SEARCH_LIMIT = 20  # results of one search
QUERY_LENGTH = 100  # of what is typed into a search
QUERY_WORDS = 6  # that count; each is one condition
