"""The list of what nobody is responsible for."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from pikir.accounts.access import Viewer, require, user_of
from pikir.offices.finding import who_is_responsible
from pikir.offices.models import Gap, GapVoice
from pikir.places.models import Territory
from pikir.posts.topics import Topic
from pikir.web.freshness import touch


def tell_gap(*, actor: Viewer, topic: Topic, territory: Territory) -> Gap | None:
    """Put a topic and a place on the list, or add the actor to those who miss somebody there; each counts once.

    None where somebody is responsible by now. Raises PermissionDenied for guests.
    """
    require(actor.signed_in and not actor.suspended)
    if who_is_responsible(topic=topic, territory=territory, on=timezone.localdate()).found:
        return None
    now = timezone.now()
    with transaction.atomic():
        given = {"first_at": now, "last_at": now}
        gap: Gap = Gap.objects.get_or_create(topic_id=topic.pk, territory_id=territory.pk, defaults=given)[0]
        if _add_voice(gap, user_of(actor)):
            Gap.objects.filter(id=gap.pk).update(voice_count=F("voice_count") + 1, last_at=now)
            touch("offices")
    return gap


def _add_voice(gap: Gap, user_id: int) -> bool:
    try:
        with transaction.atomic():
            GapVoice.objects.create(gap=gap, user_id=user_id)
    except IntegrityError:
        return False
    return True
