"""What somebody who leaves did with what others said: nothing of it stays, and every count stays right."""

from django.db.models import Exists, F, OuterRef

from pikir.posts.models import Bookmark, Boost, Folder, Post, ShareRule, Support


def forget_reactions(*, account_id: int) -> None:
    """Delete supports, shares, bookmarks, folders and the rule of an account, inside the caller's transaction."""
    supports = Support.objects.filter(account_id=account_id)
    boosts = Boost.objects.filter(account_id=account_id)
    supported = Post.objects.filter(Exists(supports.filter(post_id=OuterRef("id"))))
    supported.update(support_count=F("support_count") - 1)
    shared = Post.objects.filter(Exists(boosts.filter(post_id=OuterRef("id"))))
    shared.update(boost_count=F("boost_count") - 1)
    supports.delete()
    boosts.delete()
    Bookmark.objects.filter(account_id=account_id).delete()
    Folder.objects.filter(account_id=account_id).delete()
    ShareRule.objects.filter(account_id=account_id).delete()
