"""How a profile looks as a blog."""

from collections.abc import Sequence

from django.db import transaction

from pikir.accounts.access import Viewer, account_for_change, can_edit_profile, require
from pikir.audit.actions import record
from pikir.posts.actions.tagging import topics_called
from pikir.posts.kinds import BLOG_ABOUT_LENGTH, BLOG_TOPICS, Accent
from pikir.posts.models import Blog
from pikir.posts.rendering import clean_source, render
from pikir.web.freshness import touch


def edit_blog(*, actor: Viewer, account_id: int, accent: str, about: str, topics: Sequence[str]) -> Blog:
    """Set the colour, the page about the blog (Markdown) and the topics that are its categories.

    Names of topics that nobody has used are left out. Raises PermissionDenied.
    """
    require(can_edit_profile(actor, account_id))
    source = clean_source(about)[:BLOG_ABOUT_LENGTH]
    with transaction.atomic():
        account = account_for_change(account_id)
        html = render(source, post_id=account_id, language=account.language).html if source else ""
        values = {
            "accent": accent if accent in Accent.values else "",
            "about": source,
            "html": html,
            "topics": [topic.id for topic in topics_called(topics)][:BLOG_TOPICS],
        }
        blog, _new = Blog.objects.update_or_create(account_id=account_id, defaults=values)
        record(actor=actor.user_id, verb="edit_blog", kind="account", object_id=account_id)
        touch(f"account:{account.handle_key}")
    return blog
