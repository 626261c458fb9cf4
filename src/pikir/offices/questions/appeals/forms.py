"""What is filled in around a formal appeal."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.media.attachments.models import TYPES
from pikir.media.forms import ACCEPTED, UploadField
from pikir.offices.pages import today
from pikir.offices.questions.actions.lanes import Wish
from pikir.offices.questions.appeals.identity import ADDRESS_LENGTH, CONTACT_LENGTH, NAME_LENGTH, Identity, is_iin
from pikir.offices.questions.appeals.models import NUMBER_LENGTH
from pikir.offices.questions.forms import AskForm

_ACCEPTED = ",".join((ACCEPTED, *(f".{kind}" for kind in TYPES)))


class IdentityMixin(forms.Form):
    """The fields that the law asks for. They are sealed; the office's registrar alone opens them."""

    full_name = forms.CharField(
        label=_("Surname, first name, patronymic"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    iin = forms.CharField(
        label=_("Personal number (IIN), if you have one"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=ADDRESS_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "street-address", "dir": "auto"}),
    )
    contact = forms.CharField(
        label=_("How the office reaches you"),
        help_text=_("A telephone number or an e-mail address."),
        max_length=CONTACT_LENGTH,
    )
    course = forms.BooleanField(
        label=_("Everyone may see that this appeal exists: its topic, the office, the clock and the outcome."),
        required=False,
    )

    def clean_iin(self) -> str:
        """Return the digits; a mistyped one is noticed by the last."""
        digits = "".join(self.cleaned_data["iin"].split())
        if digits and not is_iin(digits):
            raise ValidationError(_("This is no personal number: it has 12 digits, and one of these is mistyped."))
        return digits

    @property
    def _wish(self) -> Wish:
        given = self.cleaned_data
        identity = Identity(
            name=given["full_name"], iin=given["iin"], address=given["address"], contact=given["contact"]
        )
        return Wish(identity=identity, course_public=given["course"])


class AppealAskForm(IdentityMixin, AskForm):
    """A formal appeal from the beginning: what is asked, and who asks."""

    template = "offices/questions/appeals/ask.html"
    private = None  # type: ignore[assignment]  # so a form gives up a field of the one it is made from

    text_public = forms.BooleanField(label=_("Everyone may read the text of my appeal too."), required=False)
    understood = forms.BooleanField(
        label=_("I know: this is a formal appeal. The registrar of the office learns who I am."),
        error_messages={"required": _("Confirm that you know it: the difference may matter to you.")},
    )

    @property
    @override
    def wish(self) -> Wish:
        """Who asks, and what everyone may see of it; an open text hides nothing of its course."""
        wish = self._wish
        return replace(wish, course_public=wish.course_public or not self.keeps_private)

    @property
    @override
    def keeps_private(self) -> bool:
        """Whether only the author and the office read the text."""
        return not self.cleaned_data["text_public"]


class ConvertForm(IdentityMixin):
    """A public question becomes a formal appeal."""

    understood = forms.BooleanField(
        label=_("I know: the office gets a formal appeal and a new term. The registrar of the office learns who I am."),
        error_messages={"required": _("Confirm that you know it: the difference may matter to you.")},
    )

    def __init__(self, data: Any = None, *, public: bool) -> None:
        """``public``: everyone has read the question; that it is there is no secret any more."""
        super().__init__(data)
        if public:
            del self.fields["course"]

    @property
    def wish(self) -> Wish:
        """Who asks, and what everyone may see of it."""
        self.cleaned_data.setdefault("course", True)
        return self._wish


class EnterForm(forms.Form):
    """Under which number the office registered an appeal."""

    number = forms.CharField(label=_("Number in the register of the office"), max_length=NUMBER_LENGTH)
    on = forms.DateField(
        label=pgettext_lazy("of a registration", "Registered on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    slip = UploadField(
        label=_("Slip of the registration"),
        help_text=_("A photo or a PDF. It is sealed: the author and the registrar alone read it."),
        required=False,
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
    )

    def clean_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["on"]
        if day > today():
            raise ValidationError(_("This day has not come yet."))
        return day
