"""The bell between a commit and a waiting worker."""

import os
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from pikir.jobs import doorbell
from pikir.jobs.doorbell import Doorbell
from pikir.jobs.tests import tasks


@pytest.fixture(autouse=True)
def run_folder(tmp_path: Path, settings: Settings) -> None:
    settings.RUN_FOLDER = tmp_path / "run"


@pytest.mark.django_db(transaction=True)
def test_a_commit_rings_and_a_rollback_does_not() -> None:
    with Doorbell() as bell:
        with transaction.atomic():
            tasks.leave_mark.enqueue("a")
            transaction.set_rollback(True)
        assert not bell.wait(0)
        with transaction.atomic():
            tasks.leave_mark.enqueue("a")
            assert not bell.wait(0)
        assert bell.wait(0)


def test_a_ring_is_kept_until_the_worker_looks() -> None:
    with Doorbell() as bell:
        doorbell.ring()
        doorbell.ring()
        assert bell.wait(0)
        bell.clear()
        assert not bell.wait(0)


def test_ringing_where_nobody_listens_is_no_error(tmp_path: Path) -> None:
    doorbell.ring()
    with Doorbell():
        pass
    doorbell.ring()
    with Doorbell() as bell:
        assert not bell.wait(0)


def test_ringing_more_often_than_the_pipe_holds_is_no_error(settings: Settings) -> None:
    with Doorbell() as bell:
        with (Path(settings.RUN_FOLDER) / "jobs").open("wb", buffering=0) as pipe:
            os.set_blocking(pipe.fileno(), False)
            while pipe.write(bytes(4096)):
                pass
        doorbell.ring()
        bell.clear()
        assert not bell.wait(0)
