"""The inner log with names beside the numbers of users."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from pikir.accounts.models import User
from pikir.audit.models import Entry
from pikir.audit.queries import newest_entries
from pikir.web.keyset import Page, map_page


@dataclass(frozen=True)
class Line:
    """An entry, the name of who acted, and the desk's page of what was acted on, empty where there is none."""

    entry: Entry
    who: str
    url: str


def log_page(*, before: int | None) -> Page[Line]:
    """Return a page of the log, newest first, in two queries."""
    page = newest_entries(before=before)
    acting = {entry.actor_id for entry in page.items if entry.actor_id}
    names = dict(User.objects.filter(id__in=acting).values_list("id", "account__name"))

    def name_of(entry: Entry) -> str:
        if entry.actor_id is None:
            return gettext("the square itself")
        return names.get(entry.actor_id, gettext("somebody who has left"))

    return map_page(page, lambda entry: Line(entry, name_of(entry), _page_of(entry)))


def _page_of(entry: Entry) -> str:
    if entry.kind == "account":
        return reverse("desk-account", args=[entry.object_id])
    judged = entry.kind == "post" and entry.reason  # all else people do with their posts may be private
    return reverse("takedown", args=[entry.object_id]) if judged else ""
