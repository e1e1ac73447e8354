"""Form fields for files: what is cleaned may be kept; what may not is an error at the field."""

import pytest
from django import forms
from django.template import Context, Template
from tests.base.files.making import opened, picture, upload

from ideenschmiede.base.files import AttachmentField, PictureField


class ProfileForm(forms.Form):
    portrait = PictureField(label="Porträt", longest=100, required=False)
    proof = AttachmentField(label="Nachweis", help_text="Der Beschluss als PDF.")


def bring(**files):
    return ProfileForm({}, {name: upload(content, f"{name}.bin") for name, content in files.items()})


def test_what_is_cleaned_may_be_kept():
    form = bring(portrait=picture(400, 300), proof=b"%PDF-1.7")
    assert form.is_valid(), form.errors
    assert opened(form.cleaned_data["portrait"]).size == (100, 75)
    assert form.cleaned_data["proof"].suffix == ".pdf"


def test_nothing_brought_is_none():
    form = bring(proof=b"%PDF-1.7")
    assert form.is_valid()
    assert form.cleaned_data["portrait"] is None


@pytest.mark.parametrize(
    ("files", "field", "words"),
    [
        ({"portrait": b"%PDF-1.7", "proof": b"%PDF-1.7"}, "portrait", "kein Bild"),
        ({"portrait": b"", "proof": b"%PDF-1.7"}, "portrait", "Die Datei ist leer."),
        ({"proof": b"MZ\0"}, "proof", "Diese Art von Datei"),
        ({}, "proof", "füllen Sie dieses Feld aus"),
    ],
    ids=["no-picture", "empty", "program", "missing"],
)
def test_errors_stand_at_their_field(files, field, words):
    form = bring(**files)
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert words in str(form.errors[field])


def test_the_page_says_what_is_taken_and_sends_it_whole():
    html = Template("{% load kern %}{% kern_form form submit='Speichern' %}").render(Context({"form": ProfileForm()}))
    assert 'enctype="multipart/form-data"' in html
    assert 'accept="image/jpeg,image/png,image/webp,image/gif"' in html
    assert 'accept=".pdf,.png,.jpg,.jpeg,.docx,.odt,.txt"' in html
    assert "JPEG, PNG, WebP oder GIF, höchstens 10 MB." in html
    assert "Der Beschluss als PDF." in html
    assert 'aria-describedby="id_portrait_helptext"' in html
    assert html.count('class="kern-form-input__input"') == 2
