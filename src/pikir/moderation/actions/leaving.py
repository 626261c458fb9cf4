"""What becomes of reports and decisions of and about somebody who leaves."""

from django.db import transaction

from pikir.media.tasks import forget_original
from pikir.moderation.kinds import CaseState, Measure
from pikir.moderation.models import Appeal, Area, Case, CaseNote, Decision, Flag, Redaction


def leave_moderation(*, account_id: int, user_id: int) -> None:
    """Forget who reported and what they wrote, and every word about them; that something was decided stays.

    Inside the transaction in which account and user go.
    """
    with transaction.atomic():
        Flag.objects.filter(reporter_id=account_id).update(reporter=None, words="", legal_ground="")
        about = Case.objects.filter(account_id=account_id)
        Flag.objects.filter(case__in=about).update(words="", legal_ground="")
        CaseNote.objects.filter(case__in=about).delete()
        Decision.objects.filter(case__in=about).update(facts="", lifted_reason="")
        Redaction.objects.filter(decision__case__in=about).delete()
        Appeal.objects.filter(decision__case__in=about).update(words="", answer="")
        CaseNote.objects.filter(by_id=user_id).update(by=None)
        masked = about.filter(decisions__measure=Measure.MASK, picture__isnull=False)
        for picture_id in masked.values_list("picture_id", flat=True).distinct():
            forget_original.enqueue(str(picture_id))
        Area.objects.filter(decision__case__in=about).delete()
        about.update(
            state=CaseState.CLOSED, account=None, post=None, picture=None, originals={}, flags_open=0, weight=0
        )
