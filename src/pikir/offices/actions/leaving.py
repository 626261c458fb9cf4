"""What becomes of things here when somebody leaves the square."""

from pikir.offices.models import BlogText, GapVoice, OfficeClaim, Official
from pikir.offices.questions.actions.leaving import forget_asker


def forget_person(*, account_id: int, user_id: int) -> None:
    """Untie an official's record from the account; what a public register says of them stays. For one transaction."""
    Official.objects.filter(account_id=account_id).update(account=None)
    BlogText.objects.filter(post__account_id=account_id).delete()  # a text that stays without a name has no position
    OfficeClaim.objects.filter(user_id=user_id).delete()
    forget_asker(user_id=user_id)
    GapVoice.objects.filter(user_id=user_id).delete()  # the count stays: somebody did miss it
