"""The setting that names a provider of eIDs."""

from pathlib import Path

import pytest

from pikir.config.environment import BadSettingError, read_environment

NO_FILE = Path("/nonexistent/pikir.toml")


@pytest.mark.parametrize("address", ["https://a:b@id.example.org/realm#eID", "http://a:b@localhost:8080", ""])
def test_a_provider_is_named_by_its_address(address: str) -> None:
    assert read_environment({"PIKIR_OIDC": address}, NO_FILE).oidc == address


WRONG = [
    ("http://a:hidden@id.example.org", "https"),
    ("https://id.example.org", "secret"),
    ("https://a@id.example.org", "secret"),
    ("https://a:hidden@", "https"),
    ("https://a:hidden@id.example.org:x", "port"),
    ("eid", "https"),
]


@pytest.mark.parametrize(("address", "fault"), WRONG)
def test_what_is_wrong_is_said_without_the_secret(address: str, fault: str) -> None:
    with pytest.raises(BadSettingError, match=fault) as told:
        read_environment({"PIKIR_OIDC": address}, NO_FILE)
    assert "hidden" not in str(told.value)
