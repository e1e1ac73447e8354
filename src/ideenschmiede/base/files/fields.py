"""Form fields for files: what is cleaned is a `CheckedFile`, or None where nothing was brought."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.files.attachments import read_attachment
from ideenschmiede.base.files.pictures import read_image
from ideenschmiede.base.files.uploads import BadFile, CheckedFile


class _Field(forms.FileField):
    """With a plain input; to take a file away, the form has a box of its own."""

    accept = ""
    hint: Any = ""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.FileInput(attrs={"accept": self.accept}))
        options.setdefault("help_text", self.hint)
        super().__init__(**options, error_messages={"empty": _("The file is empty.")})

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            return self.read(upload)
        except BadFile as error:
            raise ValidationError(str(error)) from error

    def read(self, upload: Any) -> CheckedFile:
        raise NotImplementedError


class PictureField(_Field):
    """A picture, at most `longest` pixels wide and high when it is kept."""

    accept = "image/jpeg,image/png,image/webp,image/gif"
    hint = _("JPEG, PNG, WebP or GIF, at most 10 MB.")

    def __init__(self, *, longest: int = 1200, **options: Any) -> None:
        self.longest = longest
        super().__init__(**options)

    def read(self, upload: Any) -> CheckedFile:
        return read_image(upload, longest=self.longest)


class AttachmentField(_Field):
    """A document that shows something."""

    accept = ".pdf,.png,.jpg,.jpeg,.docx,.odt,.txt"
    hint = _("PDF, PNG, JPEG, Word (.docx), ODT or text, at most 10 MB.")

    def read(self, upload: Any) -> CheckedFile:
        return read_attachment(upload)
