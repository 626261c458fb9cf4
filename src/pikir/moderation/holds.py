"""Which posts wait for a look before others read them: by column, level and number; and what newcomers may not send.

``posts`` asks here when something is about to be public (``posts/gates.py``). Without a rule nothing ever waits.
"""

from django.utils.translation import gettext as _

from pikir.accounts.models import SquareRole
from pikir.moderation.trust import level_of, speaker_of
from pikir.moderation.trust_kinds import NEWCOMER_LINKS, NEWCOMER_MENTIONS, NEWCOMER_PICTURES, Level, Said
from pikir.moderation.trust_models import Hold, HoldRule
from pikir.posts.models import Post, PostTopic
from pikir.posts.rendering import mentioned_handles
from pikir.web.statements import Statement


def rules_for(post: Post) -> list[HoldRule]:
    """Return the rules that meet a post of somebody who holds no role, the narrowest first; one query without rules."""
    kinds = (Said.ALL, Said.COMMENTS if post.is_comment else Said.TEXTS)
    rules = [rule for rule in _RULES.rows() if rule.said in kinds]
    if not rules:
        return []
    columns = set(PostTopic.objects.filter(post_id=post.root_id or post.id).values_list("topic_id", flat=True))
    speaker = speaker_of(post)
    level = level_of(speaker)
    if SquareRole.objects.filter(user__account_id=speaker).exists():
        return []
    met = [rule for rule in rules if (rule.column_id is None or rule.column_id in columns) and level <= rule.level]
    return [rule for rule in met if not rule.first or _said_before(post, rule.first) < rule.first]


_RULES = Statement[HoldRule](lambda: HoldRule.objects.order_by("column_id", "id"))


def hold_rules() -> list[HoldRule]:
    """Return the rules in force, those of the whole square first."""
    return list(HoldRule.objects.select_related("column").order_by("column__position", "id"))


def _said_before(post: Post, limit: int) -> int:
    """How much of an account was let out before, up to a limit."""
    found = Post.objects.filter(account_id=post.account_id, published_at__isnull=False)
    return found.exclude(id=post.id)[:limit].count()


def hold_back(post: Post) -> bool:
    """Whether a post waits by a rule. Which one is kept when the post is, by ``actions/holds.py``."""
    return bool(rules_for(post))


def why_held(post: Post) -> str:
    """Return why a held post waits, in the reader's language; one query."""
    hold = Hold.objects.select_related("rule__column").filter(post_id=post.id).first()
    if hold is None or hold.rule is None:
        return ""
    return _("%(what)s. The reason that is given: %(reason)s") % {
        "what": rule_words(hold.rule), "reason": hold.rule.reason
    }  # fmt: skip


def rule_words(rule: HoldRule) -> str:
    """Return what a rule says, as a sentence without its end."""
    whose = {
        Level.NEWCOMER: _("What newcomers say waits for a look"),
        Level.MEMBER: _("What everyone says waits for a look, but for trusted members"),
        Level.TRUSTED: _("What everyone says waits for a look"),
    }[Level(rule.level)]
    parts = [str(Said(rule.said).label)]
    if rule.column is not None:
        parts.append(_("in the column “%(name)s”") % {"name": rule.column.name})
    if rule.first:
        parts.append(_("first ones of each account: %(count)d") % {"count": rule.first})
    return f"{whose} ({'; '.join(parts)})"


def too_much(post: Post) -> str:
    """Return what is too much in a newcomer's post, in words for them; no query while everything is within bounds."""
    found = {
        "links": post.html.count('href="http'),
        "pictures": post.html.count("<img "),
        "mentions": len(mentioned_handles(post.html)),
    }
    bounds = {"links": NEWCOMER_LINKS, "pictures": NEWCOMER_PICTURES, "mentions": NEWCOMER_MENTIONS}
    over = [name for name, number in found.items() if number > bounds[name]]
    if not over or level_of(speaker_of(post)) != Level.NEWCOMER:
        return ""
    words = {
        "links": _("Who is new here leads to at most %(most)d pages elsewhere in one text; yours has %(number)d."),
        "pictures": _("Who is new here shows at most %(most)d pictures in one text; yours has %(number)d."),
        "mentions": _("Who is new here mentions at most %(most)d people in one text; yours has %(number)d."),
    }
    said = [words[name] % {"most": bounds[name], "number": found[name]} for name in over]
    return " ".join([*said, _("That ends after some days and some comments.")])
