"""Outside places whose players a reader may open within a text: a closed list, hosts and identifiers exactly.

Nothing is asked of them before the reader wants it: a text holds a link, and the address that a frame may get.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

ADDRESS_MAX = 500  # characters of an address that is looked at


@dataclass(frozen=True, kw_only=True)
class Player:
    """One place: its name, the hosts of its pages, what their paths and queries look like, what a frame shows."""

    place: str
    hosts: frozenset[str]
    page: re.Pattern[str]
    frame: str
    sound: bool = False


@dataclass(frozen=True, kw_only=True)
class Embed:
    """What one link may open: the place by name, the address of the frame, whether it is sound only."""

    place: str
    frame: str
    sound: bool


def _player(place: str, hosts: str, page: str, frame: str, *, sound: bool = False) -> Player:
    """``page`` matches path and query; what its groups find is put into ``frame``."""
    pattern = re.compile(page, re.ASCII)
    return Player(place=place, hosts=frozenset(hosts.split()), page=pattern, frame=frame, sound=sound)


_YOUTUBE = "https://www.youtube-nocookie.com/embed/{}?autoplay=1"
_VIMEO = "https://player.vimeo.com/video/{}?dnt=1&autoplay=1"
_VK = "https://vkvideo.ru/video_ext.php?oid={}&id={}&autoplay=1"
_REST = r"(?:[?&/].*)?"  # what people copy along: a moment, a list, where they come from

PLAYERS = (
    _player(
        "YouTube",
        "youtube.com www.youtube.com m.youtube.com www.youtube-nocookie.com",
        rf"/(?:watch\?(?:.*&)?v=|shorts/|live/|embed/)([\w-]{{11}}){_REST}",
        _YOUTUBE,
    ),
    _player("YouTube", "youtu.be", rf"/([\w-]{{11}}){_REST}", _YOUTUBE),
    _player("Vimeo", "vimeo.com www.vimeo.com", r"/(\d{1,12})/?(?:\?.*)?", _VIMEO),
    _player("Vimeo", "vimeo.com www.vimeo.com", r"/(\d{1,12})/([0-9a-f]{6,20})/?(?:\?.*)?", f"{_VIMEO}&h={{}}"),
    _player("Vimeo", "player.vimeo.com", r"/video/(\d{1,12})(?:\?.*)?", _VIMEO),
    _player(
        "Rutube",
        "rutube.ru www.rutube.ru m.rutube.ru",
        rf"/(?:video|shorts|play/embed)/([0-9a-f]{{32}}){_REST}",
        "https://rutube.ru/play/embed/{}?autoplay=1",
    ),
    _player(
        "VK",
        "vkvideo.ru www.vkvideo.ru m.vkvideo.ru vk.com www.vk.com m.vk.com",
        rf"/video(-?\d{{1,12}})_(\d{{1,12}}){_REST}",
        _VK,
    ),
    _player(
        "SoundCloud",
        "soundcloud.com www.soundcloud.com m.soundcloud.com",
        r"/([a-z0-9_-]{2,60}/(?:sets/)?[a-z0-9_-]{2,120})/?(?:\?.*)?",
        "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/{}&auto_play=true",
        sound=True,
    ),
)
FRAME_HOSTS = tuple(sorted({"https://" + urlsplit(player.frame).netloc for player in PLAYERS}))
FRAME = re.compile(rf"(?:{'|'.join(map(re.escape, FRAME_HOSTS))})/[\w./?=&%-]{{1,300}}", re.ASCII)


def embed_of(address: str) -> Embed | None:
    """Return what a link may open, None when it leads to none of the places exactly."""
    if len(address) > ADDRESS_MAX:
        return None
    parts = urlsplit(address)
    asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for player in PLAYERS:
        found = player.page.fullmatch(asked) if parts.netloc.lower() in player.hosts else None
        if found:
            return Embed(place=player.place, frame=player.frame.format(*found.groups()), sound=player.sound)
    return None
