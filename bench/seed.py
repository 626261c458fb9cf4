"""Fill an empty square with a town's worth of posts, always the same. Run with PIKIR_DATA set: ``seed.py TENTHS``.

Ten tenths are 10,000 accounts, 100,000 posts, 1,000,000 comments and reactions, 500,000 follows. The database is that
of DATABASE_URL.
"""

import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 - Django comes first
from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from pikir.accounts.kinds import AccountKind, RelationKind, Role  # noqa: E402
from pikir.accounts.models import Account, Relation, Session, SquareRole, User  # noqa: E402
from pikir.accounts.sessions import SessionStore  # noqa: E402
from pikir.config.prepare import make_folders  # noqa: E402
from pikir.kernel.ids import id_of  # noqa: E402
from pikir.kernel.languages import sort_key  # noqa: E402
from pikir.kernel.text import excerpt  # noqa: E402
from pikir.posts.kinds import EXCERPT_LENGTH, PostKind, State  # noqa: E402
from pikir.posts.models import Post, PostTopic, Support, Topic  # noqa: E402
from pikir.posts.rendering import RENDERER_VERSION, Rendered, render, render_comment, render_note  # noqa: E402
from pikir.site.models import Square  # noqa: E402
from pikir.timelines.actions import lay_out  # noqa: E402
from pikir.timelines.kinds import COLUMN_SIZE, COLUMNS_SHOWN, PLACE_SIZES  # noqa: E402
from pikir.timelines.models import Placement  # noqa: E402

ACCOUNTS, POSTS, COMMENTS, SUPPORTS, FOLLOWS = 1_000, 10_000, 30_000, 7, 50  # a tenth; supports a post, follows each
ENTRY_EVERY = 5  # posts: one entry, then four notes
THREAD = 50  # comments of the newest entry, the one that is measured
FRONT = 40  # entries from which editors fill the front page
MEMBERS = 40  # accounts with a user who is signed in; one more is a moderator
TEXTS = 12  # of each kind and language: writing is not what is measured
BEGIN, POSTED, COMMENTED = datetime(2024, 1, 1, tzinfo=UTC), timedelta(days=700), timedelta(days=100)
FOR_EVER = datetime(2120, 1, 1, tzinfo=UTC)
BATCH = 20_000
WORDS = {
    language: text.split()
    for language, text in {
        "kk": "алаң пікір қала көше су жарық мектеп бала кітап жол көлік ағаш саябақ әкім сұрақ жауап мерзім тұрғын",
        "ru": "площадь мнение город улица вода свет школа ребёнок книга дорога дерево парк вопрос ответ срок житель",
        "en": "square opinion town street water light school child book road tree park question answer term people",
    }.items()
}
REST = "- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |"


class Text(NamedTuple):
    """A text that was rendered once and is used again and again."""

    language: str
    source: str
    made: Rendered


def main(tenths: int) -> None:
    """Migrate, then write everything and print as JSON what the measuring needs to know of it."""
    make_folders()
    call_command("migrate", verbosity=0, interactive=False)
    chance = random.Random(7)  # the same square each time
    names = {"kk": "Сарыбел", "ru": "Сарыбел", "en": "Sarybel"}
    Square.objects.create(names=names, taglines=names, language="kk", zone="Asia/Almaty", set_up_at=BEGIN)
    accounts = [_account(number) for number in range(ACCOUNTS * tenths)]
    Account.objects.bulk_create(accounts, batch_size=500)
    members = [_member(number, accounts[number * 3]) for number in range(MEMBERS + 1)]
    SquareRole.objects.create(user_id=members[-1][0], role=Role.MODERATOR, given_at=BEGIN)
    authors = [account.id for account in accounts]
    posts = _write_posts(chance, authors, POSTS * tenths)
    _write_comments(chance, authors, posts[::ENTRY_EVERY], COMMENTS * tenths)
    _write_supports(authors, posts)
    _write_front_page(authors[0], posts[::ENTRY_EVERY][-FRONT - 40 : -40])  # not what is measured or commented on
    _write_follows(authors)
    print(json.dumps(_described(posts, members)))


def _described(posts: list[int], members: list[tuple[int, str]]) -> dict[str, object]:
    entries = posts[::ENTRY_EVERY]
    found = Post.objects.select_related("account").in_bulk([entries[-1], *entries[-30:-1]])
    addresses = [f"/en/@{post.account.handle}/{post.id}/" for post in (found[key] for key in sorted(found))]
    sessions = [session for _user, session in members]
    return {"entry": addresses[-1], "others": addresses[:-1], "members": sessions[:-1], "moderator": sessions[-1]}


def _account(number: int) -> Account:
    name = f"{WORDS['kk'][number % 18].title()} {number}"
    kind = AccountKind.PERSON if number % 5 or number < 3 * MEMBERS + 3 else AccountKind.ORGANISATION
    key = sort_key(name, "kk")
    return Account(handle=f"voice{number}", name=name, kind=kind, sort_key=key, bio="Сарыбел", created_at=BEGIN)


def _member(number: int, account: Account) -> tuple[int, str]:
    """Make a user of the account with a session; return the user's id and the session's key."""
    user = User(email=f"voice{number}@example.org", account=account, language="en", created_at=BEGIN)
    user.set_unusable_password()
    user.save(force_insert=True)
    content = {SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()}
    content[BACKEND_SESSION_KEY] = "pikir.accounts.doorkeeper.Doorkeeper"
    key = f"bench{number:027d}"
    data = SessionStore().encode(content)
    Session.objects.create(session_key=key, session_data=data, expire_date=FOR_EVER, user=user)
    return user.id, key


def _sentences(chance: random.Random, language: str, count: int) -> str:
    return " ".join(" ".join(chance.choices(WORDS[language], k=12)).capitalize() + "." for _ in range(count))


def _entry(chance: random.Random, language: str, parts: int) -> Text:
    """An entry of about 190 words a part."""
    written = [f"## {_sentences(chance, language, 1)}\n\n{_sentences(chance, language, 15)}" for _ in range(parts)]
    source = "\n\n".join([*written, "> " + _sentences(chance, language, 2), REST])
    return Text(language, source, render(source, post_id=1, language=language))


def _notes(chance: random.Random) -> list[Text]:
    texts = [(language, _sentences(chance, language, 4)) for language in WORDS for _ in range(TEXTS)]
    return [Text(language, source, render_note(source)) for language, source in texts]


def _write_posts(chance: random.Random, authors: list[int], count: int) -> list[int]:
    """Write entries and notes by turns; return their identifiers. The newest entry is a long one in English."""
    entries = [_entry(chance, language, 1) for language in WORDS for _ in range(TEXTS)]
    notes, long = _notes(chance), _entry(chance, "en", 5)
    rows, identifiers = _Rows(Post), []
    newest = count - ENTRY_EVERY

    def written() -> Iterator[tuple[Any, ...]]:
        for number in range(count):
            is_entry = number % ENTRY_EVERY == 0
            text = long if number == newest else chance.choice(entries if is_entry else notes)
            post = _post(BEGIN + POSTED * number / count, number, PostKind.ENTRY if is_entry else PostKind.NOTE, text)
            post.account_id = chance.choice(authors)
            if is_entry:
                post.title = _sentences(chance, text.language, 1)[:80]
                post.lead = _sentences(chance, text.language, 2)[:200]
                post.reply_count = THREAD if number == newest else COMMENTS * ENTRY_EVERY // POSTS
            post.support_count = SUPPORTS
            identifiers.append(post.id)
            yield rows.row(post)

    rows.write(written())
    return identifiers


def _post(moment: datetime, number: int, kind: str, text: Text) -> Post:
    identifier = id_of(moment, number % 1000)
    return Post(
        id=identifier,
        listed_at_id=identifier,
        kind=kind,
        language=text.language,
        source=text.source,
        html=text.made.html,
        excerpt=excerpt(text.made.plain, EXCERPT_LENGTH),
        words=text.made.words,
        headings=[(heading.level, heading.anchor, heading.text) for heading in text.made.headings],
        renderer=RENDERER_VERSION,
        state=State.PUBLISHED,
        created_at=moment,
        updated_at=moment,
        published_at=moment,
    )


def _write_comments(chance: random.Random, authors: list[int], entries: list[int], count: int) -> None:
    """Write the comments: fifty below the newest entry, as many below each other as it says."""
    made = render_comment(_sentences(chance, "kk", 3))
    text = Text("kk", made.plain, made)
    rows, last = _Rows(Post), dict[int, int]()

    def written() -> Iterator[tuple[Any, ...]]:
        for number in range(count):
            comment = _post(BEGIN + POSTED + COMMENTED * number / count, number, PostKind.COMMENT, text)
            root = entries[-1] if number < THREAD else entries[number % (len(entries) - 1)]
            comment.account_id, comment.root_id = chance.choice(authors), root
            comment.reply_to_id = last.get(root, root) if number % 3 else root
            last[root] = comment.id
            yield rows.row(comment)

    rows.write(written())


def _write_supports(authors: list[int], posts: list[int]) -> None:
    rows = _Rows(Support)
    count = len(authors)
    rows.write(
        rows.row(
            Support(id=post + 1000 + turn, post_id=post, account_id=authors[(place + 17 * turn) % count], at=BEGIN)
        )
        for place, post in enumerate(posts)
        for turn in range(SUPPORTS)
    )


def _write_front_page(editor: int, entries: list[int]) -> None:
    """Have editors fill every place of theirs and four columns: with the newest about forty cards."""
    waiting = iter(entries)
    places = [(place, position) for place, size in PLACE_SIZES.items() for position in range(size)]
    Placement.objects.bulk_create(
        Placement(place=place, position=position, post_id=next(waiting), editor_id=editor, since=BEGIN)
        for place, position in places
    )
    for number in range(COLUMNS_SHOWN):
        name = WORDS["en"][number]
        topic = Topic.objects.create(slug=name, name_en=name.title(), is_column=True, position=number, kept=True)
        PostTopic.objects.bulk_create(
            PostTopic(post_id=post, topic=topic, editor_id=editor, listed_at_id=post)
            for post in islice(waiting, COLUMN_SIZE)
        )
    lay_out(now=timezone.now())


def _write_follows(authors: list[int]) -> None:
    rows = _Rows(Relation)
    count = len(authors)
    rows.write(
        rows.row(
            Relation(
                id=id_of(BEGIN + timedelta(seconds=place), turn),
                source_id=source,
                target_id=authors[(place + 1 + 7 * turn) % count],
                kind=RelationKind.FOLLOW,
                since=BEGIN,
            )
        )
        for place, source in enumerate(authors)
        for turn in range(FOLLOWS)
    )


class _Rows:
    """Rows of one table, written without the care of the ORM: ten thousands a second."""

    def __init__(self, model: type[models.Model]) -> None:
        described = model._meta  # noqa: SLF001 - a documented interface of Django's
        self._fields: Sequence[Any] = described.concrete_fields
        names = ", ".join(connection.ops.quote_name(field.column) for field in self._fields)
        marks = ", ".join(["%s"] * len(self._fields))
        table = connection.ops.quote_name(described.db_table)
        self._sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables

    def row(self, made: models.Model) -> tuple[Any, ...]:
        """Return what goes into the columns."""
        return tuple(field.get_db_prep_save(getattr(made, field.attname), connection) for field in self._fields)

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write them, some thousands in a transaction."""
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(self._sql, batch)


if __name__ == "__main__":
    main(int(sys.argv[1]))
