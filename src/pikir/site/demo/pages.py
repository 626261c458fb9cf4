"""What accounts of the town show beside their name: languages, a place, links, a header, pinned posts."""

from datetime import datetime
from functools import partial

from pikir.accounts import actions
from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.media.actions import Drawing, keep_drawings
from pikir.media.kinds import PictureUse
from pikir.places.queries import territory_by_code
from pikir.posts.actions import pin_post
from pikir.posts.models import Post
from pikir.site.demo.pictures import draw
from pikir.site.demo.reading import Page


def fill_page(*, actor: Viewer, account: Account, page: Page, pins: list[Post], at: datetime) -> None:
    """Fill the page of an account; its first link counts as checked at ``at``, the others as not linking back."""
    place = territory_by_code(page.place)
    actions.describe_account(actor=actor, account_id=account.id, reads=page.reads, place_id=place.pk if place else None)
    links = actions.set_links(actor=actor, account_id=account.id, links=[actions.Link(*link) for link in page.links])
    for number, link in enumerate(links):
        actions.note_check(link=link, verified=number == 0, at=at)
    if page.header:
        _hang_header(actor, account, page)
    for post in reversed(pins):
        pin_post(actor=actor, post=post)


def _hang_header(actor: Viewer, account: Account, page: Page) -> None:
    drawing = Drawing(
        account_id=account.id,
        draw=partial(draw, page.header),
        use=PictureUse.HEADER,
        alt=page.alt,
        language=account.language,
    )
    (picture,) = keep_drawings(drawings=[drawing])
    actions.set_header(
        actor=actor,
        account_id=account.id,
        name=picture.name,
        width=picture.width,
        alt=page.alt,
        focus=page.focus,
    )
