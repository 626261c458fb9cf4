"""What becomes of questions when somebody leaves: they are a public record; the person goes out of it."""

from django.db.models import Q

from pikir.accounts.actions import empty_unclaimed
from pikir.offices.questions.appeals.actions import forget_appellant
from pikir.offices.questions.letters.actions.wishing import forget_wishes_of
from pikir.offices.questions.models import Answer, Question, QuestionEvent, QuestionSupport, Verdict
from pikir.offices.questions.photos.actions import forget_closed_photos
from pikir.offices.questions.sealed_reports.models import SealedLetter
from pikir.offices.questions.states import Part
from pikir.posts.kinds import Visibility


def forget_asker(*, user_id: int) -> None:
    """Untie a person from all they asked, did, supported and judged; counts stay. For the caller's transaction."""
    private = QuestionEvent.objects.filter(question__asker_id=user_id, question__post__visibility=Visibility.PRIVATE)
    private.filter(part=Part.AUTHOR).silence()
    mine = Question.objects.filter(Q(asker_id=user_id, first_asker=None) | Q(first_asker_id=user_id))
    empty_unclaimed(account_ids=list(mine.values_list("post__account_id", flat=True)))
    forget_closed_photos(user_id=user_id)
    forget_appellant(user_id)
    SealedLetter.objects.filter(reader_id=user_id).update(reader=None)
    Question.objects.filter(asker_id=user_id).update(asker=None, carrier=None)
    Question.objects.filter(first_asker_id=user_id).update(first_asker=None)
    Answer.objects.filter(drafter_id=user_id).update(drafter=None)
    Answer.objects.filter(signer_id=user_id).update(signer=None)
    QuestionEvent.objects.filter(actor_id=user_id).untie()
    QuestionSupport.objects.filter(user_id=user_id).delete()
    Verdict.objects.filter(user_id=user_id).update(user=None)
    forget_wishes_of(user_id=user_id)
