"""The positions in which a person may write, and what readers are told of it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pikir.accounts.models import Account
from pikir.offices.actions.blogs import bind_text
from pikir.offices.models import Appointment, BlogText
from pikir.offices.queries import official_positions
from pikir.posts.capacities import Capacities, Said
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post


def _offered(account: Account) -> list[tuple[str, str]]:
    return [(str(row.pk), _named(row)) for row in official_positions(account, timezone.localdate())]


def _chosen(post: Post) -> str:
    row = BlogText.objects.filter(post=post).first()
    return str(row.appointment_id) if row else ""


def _told(post: Post) -> Said | None:
    rows = BlogText.objects.select_related("appointment__position__office__account", "appointment__official")
    found = rows.filter(post=post).first()
    if found is None:
        return None
    row: Appointment = found.appointment
    over = ""
    if row.last_day and row.last_day < timezone.localdate():
        words = {"name": row.official.name, "day": date_format(row.last_day, "DATE_FORMAT")}
        over = _("%(name)s held it until %(day)s.") % words
    listed = post.state == State.PUBLISHED and post.visibility == Visibility.PUBLIC  # else the part may be empty
    way = [row.position.office.account.handle, row.position.code]
    url = reverse("position-blog", args=[*way, row.pk]) if listed else reverse("position", args=way)
    return Said(words=_named(row), url=url, over=over)


def _named(row: Appointment) -> str:
    name = f"{row.position.name}, {row.position.office.name}"
    return pgettext("position", "%(name)s (acting)") % {"name": name} if row.acting else name


CAPACITIES = Capacities(offered=_offered, chosen=_chosen, bind=bind_text, told=_told)
