"""The ground under the tests: folders of their own, no network, people who can sign in."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account


def test_tests_keep_out_of_the_projects_own_data_folder() -> None:
    assert not Path(settings.DATA).is_relative_to(Path.cwd())


def test_tests_have_no_network() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match="no network"):
        outside.connect(("192.0.2.1", 80))


def test_a_viewer_carries_what_the_person_may_do(
    alice: Account, operator: Account, organisation: Callable[..., Account], viewer_for: Callable[[Account], Viewer]
) -> None:
    paper = organisation("gazette", alice)
    assert viewer_for(alice).operates == {alice.pk, paper.pk}
    assert viewer_for(operator).has("moderator")
    assert not viewer_for(alice).has("moderator")
