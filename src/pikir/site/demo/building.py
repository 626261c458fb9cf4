"""Fill an empty square with the town, through the same actions that people use."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from typing_extensions import override

from pikir.accounts import actions as account_actions
from pikir.accounts.access import Viewer
from pikir.accounts.kinds import AccountKind, OperatorRole
from pikir.accounts.models import Account, User
from pikir.accounts.queries import viewer_for
from pikir.media.actions import Drawing, keep_drawings
from pikir.media.kinds import PictureUse
from pikir.media.models import Picture
from pikir.moderation.actions.standing import recount_standings
from pikir.posts import actions as post_actions
from pikir.posts.actions.blogs import edit_blog
from pikir.posts.kinds import State
from pikir.posts.models import Post, Topic
from pikir.site.actions import SquareFacts, set_up_square
from pikir.site.demo.front import count_reads, lay_out_fortnight
from pikir.site.demo.moments import moment, span
from pikir.site.demo.offices import bring_territories, held_at, open_offices, remember_holders
from pikir.site.demo.order import keep_order
from pikir.site.demo.pages import fill_page
from pikir.site.demo.pictures import draw
from pikir.site.demo.questions import ask_offices
from pikir.site.demo.reacting import react, support
from pikir.site.demo.reading import SCENE, Comment, Page, Person, Text, Town, read_town
from pikir.site.demo.topics import keep_columns, let_follow, make_topics, topics_of
from pikir.site.demo.voices import verify

FOUNDED = "-90d 09:00"  # when everyone's account was made: well before the fortnight that is told


Row = dict[str, str]  # of a content file


class NotEmptyError(Exception):
    """Somebody lives here already: the demo town is built on an empty square only."""


class SignIn(NamedTuple):
    """A way into the demo, printed when the server starts."""

    role: str
    email: str
    password: str

    @override
    def __str__(self) -> str:
        """Return the line that is printed."""
        return f"{self.role:<9} {self.email}  {self.password}"


@dataclass
class Builder:
    """What was made so far, by the names that the content files use."""

    town: Town
    now: datetime
    zone: ZoneInfo
    accounts: dict[str, Account] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    pictures: dict[tuple[str, str], Picture] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    said: int = 0

    def at(self, text: str) -> datetime:
        """Return a moment of the town's clock."""
        return moment(text, now=self.now, zone=self.zone)

    def apart(self, at: datetime) -> datetime:
        """Return the moment with milliseconds that nothing else has: they order what is of the same minute."""
        self.said += 1
        return at.replace(microsecond=1000 * self.said)

    def speaker(self, by: str, author: str) -> tuple[Viewer, int]:
        """Return who writes, and the account they write for."""
        return self.viewers[author or by], self.accounts[by].id


def build_demo(now: datetime | None = None) -> list[SignIn]:
    """Build the town as it would be at ``now`` and return the ways in; a town that stands is left as it is.

    Raises NotEmptyError on a square where other people live.
    """
    town = read_town()
    ways = [SignIn(row["role"], row["email"], row["password"]) for row in town.square["sign_in"]]
    if User.objects.filter(email__in=[way.email for way in ways]).count() == len(ways):
        return ways
    if User.objects.exists() or Account.objects.exists():
        raise NotEmptyError("The demo town needs an empty data folder: name another one, or leave --demo out.")
    with transaction.atomic():
        _build(Builder(town, now or timezone.now(), ZoneInfo(town.square["zone"])))
    return ways


def _build(builder: Builder) -> None:
    _open_square(builder)
    for person in sorted(builder.town.accounts, key=lambda person: person.kind != AccountKind.PERSON):
        _add_account(builder, person)
    bring_territories()
    _give_rights(builder)
    _fill_pages(builder)
    _let_follow(builder)
    verify(builder.town.voices, builder.viewers)
    _hang_pictures(builder)
    builder.topics = make_topics(editor=builder.viewers[builder.town.placed[0].editor], themes=builder.town.themes)
    open_offices(
        builder.town.offices,
        today=builder.now.astimezone(builder.zone).date(),
        language=builder.town.square["language"],
        accounts=builder.accounts,
        users=builder.users,
        topics=builder.topics,
    )
    for text in sorted(builder.town.texts, key=lambda text: bool(text.version_of)):
        builder.posts[text.key] = _write(builder, text)
    remember_holders()
    for key, thread in builder.town.threads.items():
        _talk(builder, builder.posts[key], thread)
    for text in builder.town.texts:
        _settle(builder, text)
    _tell_lives(builder)
    react(builder)
    for page in builder.town.profiles:
        _fill(builder, page)
    keep_columns(viewers=builder.viewers, posts=builder.posts, topics=builder.topics, placed=builder.town.placed)
    _follow_topics(builder)
    _open_blogs(builder)
    for question, row in ask_offices(builder):
        _talk(builder, question.post, [Comment(**said) for said in row.get("comments", [])])
    count_reads(posts=builder.posts, texts=builder.town.texts, now=builder.now)
    lay_out_fortnight(builder)
    keep_order(builder)
    recount_standings(now=builder.now)


def _open_square(builder: Builder) -> None:
    square = builder.town.square
    row = next(row for row in square["sign_in"] if row["role"] == "operator")
    person = next(person for person in builder.town.accounts if person.handle == row["handle"])
    user = set_up_square(
        facts=SquareFacts(
            names=square["names"], taglines=square["taglines"], language=square["language"], zone=square["zone"]
        ),
        texts=builder.town.pages,
        email=row["email"],
        password=row["password"],
        handle=person.handle,
        name=person.name,
    )
    _remember(builder, person, user)


def _add_account(builder: Builder, person: Person) -> None:
    if person.handle in builder.accounts:
        return
    founded = builder.at(FOUNDED)
    if person.kind == AccountKind.PERSON:
        row: dict[str, str] = next(
            (way for way in builder.town.square["sign_in"] if way["handle"] == person.handle), {}
        )
        user = account_actions.create_user(
            email=row.get("email", f"{person.handle}@sarybel.example"),
            password=row.get("password"),
            handle=person.handle,
            name=person.name,
            language=person.language,
            at=founded,
            verified=True,
        )
        _remember(builder, person, user)
        return
    builder.accounts[person.handle] = account_actions.create_account(
        actor=None,
        kind=person.kind,
        handle=person.handle,
        name=person.name,
        bio=person.bio,
        language=person.language,
        at=founded,
    )


def _remember(builder: Builder, person: Person, user: User) -> None:
    builder.users[person.handle], builder.accounts[person.handle] = user, user.account


def _give_rights(builder: Builder) -> None:
    for row in builder.town.square["sign_in"]:
        if row["role"] == "editor":
            account_actions.give_role(actor=None, user_id=builder.users[row["handle"]].id, role="editor")
    for handle in {row["editor"] for row in builder.town.square["slot"]}:
        account_actions.give_role(actor=None, user_id=builder.users[handle].id, role="editor")
    _let_act(builder)
    for person in builder.town.accounts:
        if person.kind == AccountKind.PERSON:
            viewer = builder.viewers[person.handle] = viewer_for(builder.users[person.handle])
            account_actions.edit_profile(
                actor=viewer,
                account_id=builder.accounts[person.handle].id,
                name=person.name,
                bio=person.bio,
                language=person.language,
            )


def _let_act(builder: Builder) -> None:
    acting = [(person, handle) for person in builder.town.accounts for handle in person.operates]
    for person, handle in sorted(acting, key=lambda one: one[1] in one[0].roles):  # owners first
        account_actions.add_operator(
            actor=None,
            account_id=builder.accounts[handle].id,
            user_id=builder.users[person.handle].id,
            role=person.roles.get(handle, OperatorRole.OWNER),
        )


def _fill_pages(builder: Builder) -> None:
    """Say how organisations are reached and who acts for them by name; ask somebody to act for one."""
    for person in builder.town.accounts:
        if person.hours:
            keeper, account_id = _keeper(builder, person), builder.accounts[person.handle].id
            account_actions.describe_account(actor=keeper, account_id=account_id, reads=person.reads, place_id=None)
            account_actions.describe_service(
                actor=keeper,
                account_id=account_id,
                hours=person.hours,
                contacts=person.contacts,
                habits=person.habits,
            )
        for handle, position in person.positions.items():
            account_actions.show_operator(
                actor=builder.viewers[person.handle],
                account_id=builder.accounts[handle].id,
                shown=True,
                position=position,
            )
    for row in builder.town.square["invitation"]:
        account_actions.invite_operator(
            actor=builder.viewers[row["by"]],
            account_id=builder.accounts[row["account"]].id,
            handle=row["to"],
            role=row["role"],
        )


def _let_follow(builder: Builder) -> None:
    for follower, followed in builder.town.square["follows"].items():
        for handle in followed:
            account_actions.follow(actor=builder.viewers[follower], target_id=builder.accounts[handle].id)


def _hang_pictures(builder: Builder) -> None:
    """Draw everything at once: portraits, and each scene once for each account that shows it."""
    wanted = dict(_wanted(builder))
    builder.pictures = dict(zip(wanted, keep_drawings(drawings=wanted.values()), strict=True))
    for person in builder.town.accounts:
        portrait = builder.pictures.get((person.handle, person.portrait))
        if portrait:
            account_actions.set_picture(
                actor=_keeper(builder, person),
                account_id=portrait.account_id,
                name=portrait.name,
                alt=person.alt,
            )


def _wanted(builder: Builder) -> Iterator[tuple[tuple[str, str], Drawing]]:
    drawn = cache(draw)  # a scene that several accounts show is drawn once
    for person in builder.town.accounts:
        if person.portrait:
            drawing = partial(Drawing, use=PictureUse.PORTRAIT, alt=person.alt, language=person.language)
            account_id = builder.accounts[person.handle].id
            yield (person.handle, person.portrait), drawing(account_id=account_id, draw=partial(drawn, person.portrait))
    for text in builder.town.texts:
        for name, alt in text.scenes:
            account_id = builder.accounts[text.by].id
            drawing = partial(Drawing, account_id=account_id, alt=alt, language=text.language)
            yield (text.by, name), drawing(draw=partial(drawn, name))
    for row in builder.town.questions:
        for alt, name in SCENE.findall(row["text"]):
            drawing = partial(Drawing, account_id=builder.accounts[row["by"]].id, alt=alt, language=row["language"])
            yield (row["by"], name), drawing(draw=partial(drawn, name))


def _keeper(builder: Builder, person: Person) -> Viewer:
    """Return who may change an account's profile: the person, or the first who acts for it."""
    if person.handle in builder.viewers:
        return builder.viewers[person.handle]
    return next(builder.viewers[other.handle] for other in builder.town.accounts if person.handle in other.operates)


def _write(builder: Builder, text: Text) -> Post:
    actor, account_id = builder.speaker(text.by, text.author)
    source = SCENE.sub(lambda found: _shown(builder, text, found[1], found[2]), text.text)
    draft = post_actions.Draft(
        kind=text.kind,
        title=text.title,
        lead=text.lead,
        source=source,
        language=text.language,
        topics=topics_of(builder.town.themes, text.key),
    )
    version_of = builder.posts[text.version_of].id if text.version_of else None
    at = builder.apart(builder.at(text.at))
    post = post_actions.start_post(
        actor=actor,
        account_id=account_id,
        draft=draft,
        version_of=version_of,
        capacity=held_at(text.position, account_id, at.astimezone(builder.zone).date()),
        at=at,
    )
    if text.state in (State.DRAFT, State.SCHEDULED):
        return post
    return post_actions.publish_post(actor=actor, post=post, at=at)


def _shown(builder: Builder, text: Text, alt: str, name: str) -> str:
    return f"![{alt}](picture:{builder.pictures[text.by, name].id}"


def _talk(builder: Builder, root: Post, thread: list[Comment]) -> None:
    said: dict[str, Post] = {}
    for comment in thread:
        actor, account_id = builder.speaker(comment.by, comment.author)
        reply_to = said[comment.to] if comment.to else root
        post = post_actions.add_comment(
            actor=actor,
            account_id=account_id,
            reply_to=reply_to,
            source=comment.text,
            stance=comment.stance,
            language=comment.lang,
            at=builder.apart(min(reply_to.created_at + span(comment.after), builder.now)),
        )
        if comment.id:
            said[comment.id] = post
        support(builder.viewers.values(), post, comment.supports, builder.now)


def _tell_lives(builder: Builder) -> None:
    """Change, correct and share texts as ``lives.toml`` says."""
    for kind, rows in builder.town.lives.items():
        for row in rows:
            text = next(text for text in builder.town.texts if text.key == row["text"])
            actor, _account_id = builder.speaker(text.by, text.author)
            LIVES[kind](actor, builder.posts[text.key], row, builder)


def _change(actor: Viewer, post: Post, row: Row, builder: Builder) -> None:
    if row["old"] not in post.source:
        raise LookupError(f"{row['text']} does not say: {row['old']}")
    source = post.source.replace(row["old"], row["new"])
    draft = post_actions.Draft(title=post.title, lead=post.lead, source=source, language=post.language)
    post_actions.edit_post(actor=actor, post=post, draft=draft, note=row["note"], at=builder.at(row["at"]))


def _correct(actor: Viewer, post: Post, row: Row, builder: Builder) -> None:
    post_actions.correct_post(actor=actor, post=post, words=row["words"], at=builder.at(row["at"]))


def _name_beside(actor: Viewer, post: Post, row: Row, builder: Builder) -> None:
    asked = post_actions.invite_co_author(actor=actor, post=post, handle=row["handle"])
    post_actions.accept_co_author(actor=builder.viewers[row["handle"]], row=asked)


LIVES = {"change": _change, "correction": _correct, "co_author": _name_beside}


def _settle(builder: Builder, text: Text) -> None:
    """Bring a post where it stands at the end of the fortnight."""
    post = builder.posts[text.key]
    actor, _account_id = builder.speaker(text.by, text.author)
    if text.state == State.SCHEDULED:
        post_actions.schedule_post(actor=actor, post=post, publish_at=builder.at(text.publish_at))
    elif text.state == State.WITHDRAWN:
        post_actions.withdraw_post(actor=actor, post=post)


def _fill(builder: Builder, page: Page) -> None:
    fill_page(
        actor=builder.viewers[page.handle],
        account=builder.accounts[page.handle],
        page=page,
        pins=[builder.posts[key] for key in page.pins],
        at=builder.at(FOUNDED),
    )


def _follow_topics(builder: Builder) -> None:
    for handle, names in builder.town.square["follows_topics"].items():
        let_follow(reader=builder.viewers[handle], topics=builder.topics, names=names)


def _open_blogs(builder: Builder) -> None:
    people = {person.handle: person for person in builder.town.accounts}
    for look in builder.town.looks:
        edit_blog(
            actor=_keeper(builder, people[look.handle]),
            account_id=builder.accounts[look.handle].id,
            accent=look.accent,
            about=look.about,
            topics=look.topics,
        )
