"""What somebody without an account wants: kept until they confirm it by the link in a letter, then done as theirs.

The page answers alike whoever has the address and whatever waits for it; what differs stands in the letter alone.
"""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pikir.accounts.actions import forget_unclaimed, user_for_proven
from pikir.accounts.models import User
from pikir.accounts.queries import viewer_for
from pikir.mail.actions import send_mail
from pikir.media.actions import delete_pictures, keep_picture
from pikir.offices.models import Position
from pikir.offices.questions.actions.asking import Asked, ask, make_alias
from pikir.offices.questions.actions.judging import support
from pikir.offices.questions.letters.actions.linking import LinkError
from pikir.offices.questions.letters.kinds import WISH_TERM, WISHES_OPEN
from pikir.offices.questions.letters.models import MailWish
from pikir.offices.questions.letters.tokens import digest_of
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.actions import made_of
from pikir.offices.questions.photos.kinds import Photo, PhotoError, SentPhoto
from pikir.places.models import Territory
from pikir.posts.topics import Topic
from pikir.web.rates import spend

ASK, SUPPORT = "ask", "support"
SECRET_BYTES = 24
SWEEP = 200  # drafts deleted in one run; the rest goes in the next


def wish_to_ask(*, email: str, language: str, asked: Asked, name: str, photos: Sequence[SentPhoto]) -> None:
    """Keep a question, photos and all, and write to the address; nobody sees it before it is confirmed.

    Raises PhotoError or NameMissingError. Where too much waits for the address already, nothing happens.
    """
    now = timezone.now()
    if _has_enough(email, now):
        return
    given = {
        "title": asked.title,
        "text": asked.text,
        "topic": asked.topic.pk,
        "territory": asked.territory.pk,
        "position": asked.position.pk,
        "kind": asked.kind,
        "naming": asked.naming,
        "private": asked.private,
    }
    with transaction.atomic():
        alias = make_alias(name, asked.naming, language, now)
        wish = _keep(email, language, ASK, given, alias.pk, now)
    try:
        # Decoding takes long, so outside of transactions; what dies here is swept as what nobody confirms.
        made = made_of(
            photos, lambda one: keep_picture(account_id=alias.pk, file=one.file, alt=one.alt, language=language)
        )
    except PhotoError:
        with transaction.atomic():
            _forget(wish)
        raise
    _write(wish, given | {"photos": [[one.picture_id, one.everyone] for one in made]})


def wish_to_support(*, email: str, language: str, question: Question) -> None:
    """Keep that a question concerns somebody, and write to the address; it counts when it is confirmed."""
    now = timezone.now()
    if _has_enough(email, now):
        return
    given = {"question": question.pk}
    _write(_keep(email, language, SUPPORT, given, None, now), given)


def confirm_wish(*, secret: str) -> Question:
    """Do what somebody wanted who holds the secret of the letter; they are a user from now on.

    Raises LinkError when there is nothing to confirm, else what asking and supporting raise; then it still waits.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = MailWish.objects.select_for_update().filter(digest=digest_of(secret), until__gt=now)
        wish: MailWish | None = rows.first()
        if wish is None:
            raise LinkError("used")
        actor = viewer_for(user_for_proven(email=wish.email, language=wish.language, at=now))
        if wish.what == SUPPORT:
            question = Question.objects.select_related("post", "office__account").get(pk=wish.given["question"])
            if question.asker_id != actor.user_id:
                support(actor=actor, question=question)
        else:
            spend("ask", actor.account_id or 0)
            question = ask(actor=actor, asked=_asked(wish), alias_id=wish.alias_id)
        wish.delete()
    return question


def drop_wish(*, secret: str) -> None:
    """Forget what somebody wanted, or what somebody else wanted in their name, with its photo."""
    with transaction.atomic():
        for wish in MailWish.objects.select_for_update().filter(digest=digest_of(secret)):
            _forget(wish)


def forget_wishes(*, now: datetime) -> int:
    """Forget what nobody confirmed in time, with its photos; return how much."""
    with transaction.atomic():
        old = list(MailWish.objects.select_for_update().filter(until__lte=now).order_by("until")[:SWEEP])
        for wish in old:
            _forget(wish)
    return len(old)


def forget_wishes_of(*, user_id: int) -> None:
    """Forget what waits for the address of somebody who leaves, inside the caller's transaction."""
    email = User.objects.values_list("email", flat=True).get(pk=user_id)
    for wish in MailWish.objects.filter(email__iexact=email):
        _forget(wish)


def _has_enough(email: str, now: datetime) -> bool:
    return int(MailWish.objects.filter(email__iexact=email, until__gt=now).count()) >= WISHES_OPEN


def _keep(email: str, language: str, what: str, given: dict[str, Any], alias_id: int | None, now: datetime) -> MailWish:
    made: MailWish = MailWish.objects.create(
        email=email,
        language=language,
        what=what,
        digest=digest_of(token_urlsafe(SECRET_BYTES)),  # until the letter is written nobody knows any
        given=given,
        alias_id=alias_id,
        until=now + WISH_TERM,
    )
    return made


def _write(wish: MailWish, given: dict[str, Any]) -> None:
    """Send the letter with the secret. What is asked stands on the page behind it: letters are no way to send words."""
    secret = token_urlsafe(SECRET_BYTES)
    with override(wish.language):
        address = settings.SQUARE_URL + reverse("ask-confirm", args=[secret])
    with transaction.atomic():
        MailWish.objects.filter(pk=wish.pk).update(given=given, digest=digest_of(secret))
        context = {"address": address, "asks": wish.what == ASK}
        send_mail(to=wish.email, language=wish.language, template="offices/mail/wish", context=context)


def _asked(wish: MailWish) -> Asked:
    given = dict(wish.given)
    return Asked(
        title=given["title"],
        text=given["text"],
        topic=Topic.objects.get(pk=given["topic"]),
        territory=Territory.objects.get(pk=given["territory"]),
        position=Position.objects.select_related("office__account").get(pk=given["position"]),
        kind=given["kind"],
        naming=given["naming"],
        private=given["private"],
        photos=tuple(Photo(picture_id=one, everyone=everyone) for one, everyone in given.get("photos", ())),
    )


def _forget(wish: MailWish) -> None:
    alias_id = wish.alias_id
    wish.delete()
    if alias_id:
        delete_pictures(account_id=alias_id)
        forget_unclaimed(account_id=alias_id)
