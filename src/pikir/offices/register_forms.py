"""A register of offices as it is brought in on the desk: first looked at, then confirmed."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.offices.files import BadFileError
from pikir.offices.kinds import DESK_BYTES, DESK_ROWS
from pikir.offices.registers import FILES, Register, read_register

LABELS = {
    "offices": _("Offices"),
    "positions": _("Positions"),
    "people": _("People"),
    "appointments": _("Appointments"),
    "competences": _("Competences"),
}
COLUMNS = '<span lang="en" translate="no"><b>{}</b>: {} [{}]</span>'  # as they are written in the file


class RegisterForm(forms.Form):
    """Up to five files, chosen from the disk or carried over as text by the page that showed the report."""

    language = forms.ChoiceField(
        label=_("Language of the short names of new offices"), choices=settings.LANGUAGES, initial=get_language
    )
    retire = forms.BooleanField(
        label=_("What a file does not have is over from today"),
        help_text=_("Leave it empty where the files are only a part of the register."),
        required=False,
    )
    register: Register

    def __init__(self, *given: Any, **named: Any) -> None:
        """Have a box for each file."""
        super().__init__(*given, **named)
        for name, (columns, more) in FILES.items():
            self.fields[name] = forms.FileField(
                label=LABELS[name],
                help_text=format_html(COLUMNS, f"{name}.csv", ", ".join(columns), ", ".join(more)),
                required=False,
                widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
            )
        self.order_fields([*FILES, "language", "retire"])

    @property
    def texts(self) -> dict[str, str]:
        """The files as text, for the form that confirms."""
        return {name: content.decode("utf-8-sig") for name, content in self._contents().items()}

    @override
    def clean(self) -> dict[str, Any]:
        """Read the files, so that one that cannot be read is named."""
        given = super().clean() or {}
        if not any(map(self.files.get, FILES)) and not any(self.data.get(f"text-{name}") for name in FILES):
            raise ValidationError(_("Choose at least one file."))
        try:
            self.register = read_register(self._contents())
        except BadFileError as fault:
            self.add_error(None, str(fault))
            return given
        if sum(map(len, self.register.values())) > DESK_ROWS:
            words = {"number": DESK_ROWS, "command": "pikir offices import"}
            self.add_error(
                None, _("At most %(number)d lines can be brought in here; more by the command %(command)s.") % words
            )
        return given

    def _contents(self) -> dict[str, bytes]:
        """What each file holds: as text in a form that confirms, else as it came from the disk."""
        if not hasattr(self, "_read"):
            chosen = {name: file for name in FILES if (file := self.files.get(name))}
            if sum(file.size or 0 for file in chosen.values()) > DESK_BYTES:
                raise BadFileError(_("All files together have at most %(number)d KB.") % {"number": DESK_BYTES // 1000})
            carried = {name: str(text).encode() for name in FILES if (text := self.data.get(f"text-{name}"))}
            self._read = {name: file.read() for name, file in chosen.items()} or carried
        return self._read
