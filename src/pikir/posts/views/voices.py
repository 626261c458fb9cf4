"""As whom a reader writes a comment or shares: asked where there is a choice, said where there is none."""

from typing import Any

from pikir.accounts.access import Viewer
from pikir.accounts.queries import voice_in, voices_of


def voice_choice(viewer: Viewer, place: str) -> dict[str, Any]:
    """Return what a ``VoiceForm`` wants: the accounts with the last choice of the same place, or the one name."""
    if len(viewer.operates - viewer.silenced) < 2:  # no choice
        return {"accounts": [], "speaker": viewer.name}
    return {"accounts": voices_of(viewer), "voice": voice_in(viewer, place)}
