"""Fill an empty square with a town's worth of posts, always the same. Run with PIKIR_DATA set: ``seed.py FOLDER``."""

import random
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after the setup above, as all that follows

from pikir.accounts.kinds import AccountKind  # noqa: E402
from pikir.accounts.models import Account  # noqa: E402
from pikir.config.prepare import make_folders  # noqa: E402
from pikir.kernel.ids import id_of  # noqa: E402
from pikir.kernel.languages import sort_key  # noqa: E402
from pikir.kernel.text import excerpt  # noqa: E402
from pikir.posts.kinds import EXCERPT_LENGTH, PostKind, State  # noqa: E402
from pikir.posts.models import Post  # noqa: E402
from pikir.posts.rendering import RENDERER_VERSION, Rendered, render, render_comment, render_note  # noqa: E402
from pikir.site.models import Square  # noqa: E402

ACCOUNTS, ENTRIES, NOTES, COMMENTS, TEXTS = 300, 4_000, 8_000, 20_000, 12
THREAD = 50  # comments of the newest entry, the one that is measured
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = {
    language: text.split()
    for language, text in {
        "kk": "алаң пікір қала көше су жарық мектеп бала кітап жол көлік ағаш саябақ әкім сұрақ жауап мерзім тұрғын",
        "ru": "площадь мнение город улица вода свет школа ребёнок книга дорога дерево парк вопрос ответ срок житель",
        "en": "square opinion town street water light school child book road tree park question answer term people",
    }.items()
}
REST = "- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |"


def main() -> None:
    """Migrate, then write everything."""
    make_folders()
    call_command("migrate", verbosity=0, interactive=False)
    chance = random.Random(7)
    names = {"kk": "Сарыбел", "ru": "Сарыбел", "en": "Sarybel"}
    Square.objects.create(names=names, taglines=names, language="kk", zone="Asia/Almaty", set_up_at=BEGIN)
    accounts = [_account(number) for number in range(ACCOUNTS)]
    Account.objects.bulk_create(accounts)
    entries = [_post(number, PostKind.ENTRY, chance, accounts, _entries(chance)) for number in range(ENTRIES)]
    notes = [_post(ENTRIES + number, PostKind.NOTE, chance, accounts, _notes(chance)) for number in range(NOTES)]
    entries[-1].reply_count = THREAD
    Post.objects.bulk_create([*entries, *notes], batch_size=500)
    Post.objects.bulk_create(_comments(chance, accounts, entries), batch_size=500)
    print(f"/{entries[-1].language}/@{entries[-1].account.handle}/{entries[-1].id}/")


def _account(number: int) -> Account:
    name = f"{WORDS['kk'][number % 18].title()} {number}"
    kind = AccountKind.PERSON if number % 5 else AccountKind.ORGANISATION
    key = sort_key(name, "kk")
    return Account(handle=f"voice{number}", name=name, kind=kind, sort_key=key, bio="Сарыбел", created_at=BEGIN)


def _sentences(chance: random.Random, language: str, count: int) -> str:
    return " ".join(" ".join(chance.choices(WORDS[language], k=12)).capitalize() + "." for _ in range(count))


_kept: dict[str, list[tuple[str, str, Rendered]]] = {}


def _entries(chance: random.Random) -> list[tuple[str, str, Rendered]]:
    """Some rendered entries of about 900 words, used again and again: writing is not what is measured."""
    if "entries" not in _kept:
        _kept["entries"] = []
        for number in range(TEXTS):
            language = ("kk", "ru", "en")[number % 3]
            parts = [f"## {_sentences(chance, language, 1)}\n\n{_sentences(chance, language, 15)}" for _ in range(5)]
            source = "\n\n".join([*parts, "> " + _sentences(chance, language, 2), REST])
            _kept["entries"].append((language, source, render(source, post_id=number, language=language)))
    return _kept["entries"]


def _notes(chance: random.Random) -> list[tuple[str, str, Rendered]]:
    if "notes" not in _kept:
        texts = [(language, _sentences(chance, language, 4)) for language in ("kk", "ru", "en") for _ in range(TEXTS)]
        _kept["notes"] = [(language, source, render_note(source)) for language, source in texts]
    return _kept["notes"]


def _post(
    number: int, kind: str, chance: random.Random, accounts: list[Account], texts: list[tuple[str, str, Rendered]]
) -> Post:
    language, source, made = chance.choice(texts)
    moment = BEGIN + timedelta(minutes=number * 20)
    identifier = id_of(moment, number % 1000)
    return Post(
        id=identifier,
        listed_at_id=identifier,
        account=chance.choice(accounts),
        kind=kind,
        language=language,
        title=_sentences(chance, language, 1)[:80] if kind == PostKind.ENTRY else "",
        lead=_sentences(chance, language, 2)[:200] if kind == PostKind.ENTRY else "",
        source=source,
        html=made.html,
        excerpt=excerpt(made.plain, EXCERPT_LENGTH),
        words=made.words,
        headings=[(heading.level, heading.anchor, heading.text) for heading in made.headings],
        renderer=RENDERER_VERSION,
        state=State.PUBLISHED,
        created_at=moment,
        updated_at=moment,
        published_at=moment,
    )


def _comments(chance: random.Random, accounts: list[Account], entries: list[Post]) -> list[Post]:
    made = render_comment(_sentences(chance, "kk", 3))
    texts = [("kk", made.plain, made)]
    comments: list[Post] = []
    for number in range(COMMENTS):
        comment = _post(ENTRIES + NOTES + number, PostKind.COMMENT, chance, accounts, texts)
        measured = number < THREAD
        comment.root = entries[-1] if measured else chance.choice(entries[:-1])
        comment.reply_to = comments[-1] if measured and number % 3 else comment.root
        comments.append(comment)
    return comments


if __name__ == "__main__":
    main()
