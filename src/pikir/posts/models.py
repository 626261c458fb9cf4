"""Everything said in public: one table for every kind of post."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from pikir.accounts.access import Viewer
from pikir.accounts.circles import can_be_shut_out, can_be_troubled, following, shut_out, unwanted
from pikir.accounts.kinds import Role
from pikir.accounts.models import Account, User
from pikir.kernel.ids import make_id
from pikir.media.models import Attachment, Picture
from pikir.posts import life as life  # its tables belong to this room
from pikir.posts.copies import Copy
from pikir.posts.kinds import COVER_LENGTH, LEAD_LENGTH, TITLE_LENGTH, PostKind, State, Visibility
from pikir.posts.reactions import Bookmark, Boost, CountCheck, Folder, ShareRule, Support, ThreadRules
from pikir.posts.thread_kinds import Stance
from pikir.posts.topics import Blog, PostTopic, Topic, TopicFollow, TopicName

__all__ = [
    "Blog",
    "Bookmark",
    "Boost",
    "CoAuthor",
    "Copy",
    "CountCheck",
    "Folder",
    "Pin",
    "Post",
    "PostPicture",
    "PostTopic",
    "ShareRule",
    "Support",
    "ThreadRules",
    "Topic",
    "TopicFollow",
    "TopicName",
]

# What a list shows of a post, its author and its picture: reading a column costs as much as drawing it.
ON_CARDS = (
    "account__handle", "account__hides_from_search", "account__kind", "account__mandates", "account__name",
    "account__picture", "account__state", "audience", "cover", "excerpt", "kind", "language", "lead", "listed_at_id",
    "picture__alt", "picture__caption", "picture__credit", "picture__height", "picture__name", "picture__use",
    "picture__width", "published_at", "quote_of", "quote_detached", "reply_count", "retracted_at", "root", "state",
    "title", "updated_at", "version_of", "words",
)  # fmt: skip
ON_CARDS_OF_ROWS = tuple(f"post__{name}" for name in ON_CARDS)  # where a row names the post
TAKEN_DOWN = (State.HELD, State.HIDDEN, State.REMOVED)  # what moderators still see


class PostQuerySet(models.QuerySet["Post"]):
    """The vocabulary of reading posts."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Posts that the viewer may open by their address; a comment is seen by whom its root is seen."""
        top = Q(root__isnull=True) & _seen_by(viewer, "")
        answer = Q(root__isnull=False) & _said_to(viewer) & _seen_by(viewer, "root__")
        return self.filter(top | answer).open_to(viewer)

    def open_to(self, viewer: Viewer) -> Self:
        """Without what is said by those who block the viewer, or below their posts."""
        if not can_be_shut_out(viewer):
            return self
        root = Q(root__isnull=True) | ~shut_out(viewer, "root__account_id")
        return self.filter(~shut_out(viewer, "account_id"), root)

    def wanted_by(self, viewer: Viewer) -> Self:
        """Without what is said by those whom the viewer blocks or mutes, or who block the viewer."""
        if not can_be_troubled(viewer):
            return self
        found = self.filter(~unwanted(viewer, "account_id"))
        return found.filter(~shut_out(viewer, "account_id")) if can_be_shut_out(viewer) else found

    def published(self) -> Self:
        """Posts that may be seen now by those for whom they are meant."""
        return self.filter(state=State.PUBLISHED)

    def listed(self) -> Self:
        """Posts that may stand in a public list: published, for everyone, and no comments."""
        return self.filter(state=State.PUBLISHED, visibility=Visibility.PUBLIC, root__isnull=True)

    def marked_for(self, viewer: Viewer) -> Self:
        """With ``away``: whether ``wanted_by`` would leave the post out."""
        if not can_be_troubled(viewer):
            return self.annotate(away=Value(False))
        away = Q(unwanted(viewer, "account_id"))
        return self.annotate(away=away | Q(shut_out(viewer, "account_id")) if can_be_shut_out(viewer) else away)

    def listed_for(self, viewer: Viewer) -> Self:
        """What ``listed`` says, as this reader wants it."""
        return self.listed().wanted_by(viewer)

    def listed_of(self, viewer: Viewer, some: Q) -> Self:
        """What ``listed_for`` says of some posts that are named by an index.

        Not having a root is written so that no index answers it: SQLite takes for granted that few posts have none, and
        would look through all of them for those that are named.
        """
        found = self.filter(some, state=State.PUBLISHED, visibility=Visibility.PUBLIC)
        return found.exclude(root__isnull=False).wanted_by(viewer)

    def addressed_to(self, viewer: Viewer) -> Self:
        """What is meant for the viewer among others, as a list shows it: public, or for followers and they follow."""
        meant = Q(visibility=Visibility.PUBLIC)
        if viewer.signed_in:
            meant |= _of_followed(viewer, "")
        return self.filter(meant, state=State.PUBLISHED, root__isnull=True).wanted_by(viewer)

    def erased(self) -> Self:
        """Empty places: what their authors erased when they left."""
        return self.filter(state=State.WITHDRAWN, title="", source="", html="")

    def told_in(self, language: str) -> Self:
        """Each text once: in this language where it is public in it, else in that in which it was written first."""
        if not language:
            return self
        public = self.model.objects.listed()
        translated = Exists(public.filter(version_of=OuterRef("id"), language=language))
        made_from = Exists(public.filter(id=OuterRef("version_of_id")))
        first = Q(version_of__isnull=True) & ~Q(translated)
        alone = Q(version_of__isnull=False) & ~Q(made_from)
        return self.filter(Q(language=language) | first | alone)

    def in_language(self, only: str, language: str) -> Self:
        """What is written in ``only``; where that is empty, each text once, as ``told_in`` says."""
        return self.filter(language=only) if only else self.told_in(language)

    def with_authors(self) -> Self:
        """With the account and the lead picture in the same query."""
        return self.select_related("account", "picture")

    def for_cards(self) -> Self:
        """Only what a list shows; of ``with_authors``."""
        return self.only(*ON_CARDS)


def _seen_by(viewer: Viewer, prefix: str) -> Q:
    """The condition under which a viewer may see a post that is no comment, whose columns begin with ``prefix``."""
    published = Q(**{f"{prefix}state": State.PUBLISHED})
    seen = published & Q(**{f"{prefix}visibility__in": (Visibility.PUBLIC, Visibility.UNLISTED)})
    if not viewer.signed_in:
        return seen
    mine = tuple(viewer.operates)
    seen |= Q(**{f"{prefix}account__in": mine})
    seen |= published & Q(**{f"{prefix}audience__in": mine})
    seen |= published & _of_followed(viewer, prefix)
    if viewer.has(Role.MODERATOR):
        seen |= _judged(prefix)
    return seen


def _of_followed(viewer: Viewer, prefix: str) -> Q:
    """What is said to followers by someone whom the viewer follows."""
    return Q(following(viewer, f"{prefix}account_id"), **{f"{prefix}visibility": Visibility.FOLLOWERS})


def _said_to(viewer: Viewer) -> Q:
    """The condition under which a comment may be read by who reads its root; ``queries`` has its twin for one row."""
    said = Q(state=State.PUBLISHED)
    if viewer.signed_in:
        said |= Q(account__in=tuple(viewer.operates))
    return said | _judged("") if viewer.has(Role.MODERATOR) else said


def _judged(prefix: str) -> Q:
    return Q(**{f"{prefix}state__in": TAKEN_DOWN}) & ~Q(**{f"{prefix}visibility": Visibility.PRIVATE})


class Post(models.Model):
    """Something an account said."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    # Who wrote it where the account is not their own; told to its people, never to the public.
    writer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=PostKind.choices)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True, default="")
    lead = models.CharField(max_length=LEAD_LENGTH, blank=True, default="")
    source = models.TextField(blank=True, default="")  # Markdown, as written
    html = models.TextField(blank=True, default="")  # sanitised, made once at writing
    excerpt = models.CharField(max_length=400, blank=True, default="")  # plain beginning, for cards and feeds
    words = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=list)  # [level, anchor, text] of each, for the table of contents
    renderer = models.PositiveSmallIntegerField(default=0)  # version of the renderer that made html
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    state_reason = models.TextField(blank=True, default="")  # of a takedown; told to the author
    visibility = models.CharField(max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC)
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="thread")
    # These four are empty in most rows, and so have an index of those that are not, below.
    audience = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="said_in", db_index=False)
    version_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="versions", db_index=False
    )
    cover = models.CharField(max_length=COVER_LENGTH, blank=True, default="")  # content warning
    picture = models.ForeignKey(  # shown on cards
        Picture, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    stance = models.CharField(max_length=8, choices=Stance.choices, blank=True, default="", db_default="")
    folded_at = models.DateTimeField(null=True)  # a comment put aside by the author of its root, who cannot remove it
    quote_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="quotes", db_index=False)
    quote_detached = models.BooleanField(default=False, db_default=False)  # by the author of what is quoted
    reply_count = models.PositiveIntegerField(default=0)  # of a root: published comments of its whole thread
    support_count = models.PositiveIntegerField(default=0)
    boost_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    publish_at = models.DateTimeField(null=True)  # when scheduled
    published_at = models.DateTimeField(null=True)  # first time it became public
    edited_at = models.DateTimeField(null=True)  # last change after that
    corrected_at = models.DateTimeField(null=True)  # last notice of the author at its head; None: there is none
    retracted_at = models.DateTimeField(null=True)  # the author no longer stands by it; it stays to be read
    # Time-ordered, given when the post first becomes public and kept for ever: every list pages by it.
    listed_at_id = models.BigIntegerField(null=True, unique=True)

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-listed_at_id"],
                name="post_listed",
                condition=Q(state=State.PUBLISHED, visibility=Visibility.PUBLIC, root__isnull=True),
            ),
            models.Index(fields=["account", "-listed_at_id"], name="post_account_listed"),
            models.Index(fields=["account", "state", "-id"], name="post_account_state"),
            models.Index(fields=["root", "listed_at_id"], name="post_thread"),
            models.Index(fields=["root", "-support_count", "listed_at_id"], name="post_thread_best"),
            models.Index(fields=["publish_at"], name="post_scheduled", condition=Q(state=State.SCHEDULED)),
            models.Index(fields=["writer"], name="post_writer", condition=Q(writer__isnull=False)),
            models.Index(fields=["audience"], name="post_audience", condition=Q(audience__isnull=False)),
            models.Index(fields=["version_of"], name="post_version_of", condition=Q(version_of__isnull=False)),
            models.Index(fields=["picture"], name="post_picture", condition=Q(picture__isnull=False)),
            models.Index(fields=["quote_of"], name="post_quote_of", condition=Q(quote_of__isnull=False)),
            models.Index(fields=["-id"], name="post_taken_down", condition=Q(state__in=TAKEN_DOWN)),
        ]

    @property
    def is_comment(self) -> bool:
        """Whether this answers another post."""
        return self.root_id is not None

    @property
    def erased(self) -> bool:
        """Whether this is an empty place; needs no source, which lists leave out."""
        return self.state == State.WITHDRAWN and not self.html and not self.title

    @property
    def headline(self) -> str:
        """The title, or the beginning of the text of a post without one."""
        return self.title or self.opening

    @property
    def opening(self) -> str:
        """The beginning of the text as plain words; of a covered text its cover alone."""
        return self.cover or self.excerpt


class CoAuthor(models.Model):
    """An account that wrote a post together with its author."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="co_authors")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)  # shown only after the account agreed
    declined_at = models.DateTimeField(null=True)  # or left it later; kept, so that nobody is asked twice

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "account"], name="co_author_unique")]


class PostPicture(models.Model):
    """A picture that a post uses, so that the picture is seen by whom the post is seen."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="picture_links")
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="post_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "picture"], name="post_picture_unique")]


class PostAttachment(models.Model):
    """A file that a post leads to, so that it is handed out to whom the post is seen."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="attachment_links")
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="post_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "attachment"], name="post_attachment_unique")]


class Pin(models.Model):
    """A post that stands first on the profile of its author."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="pins")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="pin")
    position = models.PositiveSmallIntegerField()

    objects: ClassVar = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["account", "position"], name="pin_account")]
