"""What nothing uses goes away; what something uses stays."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from pikir.kernel.schedules import plans
from pikir.media import access
from pikir.media.actions import sweep_pictures
from pikir.media.kinds import PictureState, PictureUse
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing

MONTH = timedelta(days=31)


@pytest.fixture
def old_picture(alice, give):
    def make(**fields):
        picture = give(alice, bytes_of(drawing()))
        Picture.objects.filter(id=picture.id).update(created_at=timezone.now() - MONTH, **fields)
        return picture

    return make


def test_unused_pictures_go_after_a_month(
    alice, give, gates, old_picture, file_of, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr("pikir.media.actions.SWEEP_ROWS", 2)
    unused = [old_picture() for _ in range(3)]
    used = old_picture()
    hidden, portrait = old_picture(state=PictureState.HIDDEN), old_picture(use=PictureUse.PORTRAIT)
    new = give(alice)
    access.register_gate(lambda _viewer, _ids: (), lambda ids: {used.id} & set(ids))
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_pictures(now=timezone.now()) == (3, 0)
    assert set(Picture.objects.all()) == {used, hidden, portrait, new}
    assert not any(file_of(picture).exists() for picture in unused)
    assert all(file_of(picture).exists() for picture in (used, hidden, new))


def test_files_without_a_row_go_after_hours(alice, give, gates, file_of):
    kept, lost, young = give(alice), give(alice), give(alice)
    Picture.objects.filter(id__in=(lost.id, young.id)).delete()
    yesterday = (timezone.now() - timedelta(days=1)).timestamp()
    for picture in (kept, lost):
        for width in picture.widths:
            os.utime(file_of(picture, width), (yesterday, yesterday))
    assert sweep_pictures(now=timezone.now()) == (0, len(lost.widths))
    assert [file_of(picture).exists() for picture in (kept, lost, young)] == [True, False, True]


def test_an_empty_square_has_nothing_to_sweep(db):
    assert sweep_pictures(now=timezone.now()) == (0, 0)


def test_it_happens_every_night():
    assert plans()["sweep_pictures"].task.module_path == "pikir.media.tasks.sweep_pictures"
