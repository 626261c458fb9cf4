"""The pictures of the demo town, drawn by code: the same bytes every time, no photograph of anyone."""

from collections.abc import Callable

from pikir.site.demo.pictures import outdoors
from pikir.site.demo.pictures.canvas import Canvas

SCENES: dict[str, Callable[[Canvas], None]] = {
    "steppe-dawn": outdoors.steppe_dawn,
    "steppe-night": outdoors.steppe_night,
    "river-bridge": outdoors.river_bridge,
    "ski-tracks": outdoors.ski_tracks,
    "herd-road": outdoors.herd_road,
    "doctor-road": outdoors.doctor_road,
}


def draw(name: str) -> bytes:
    """The scene of that name as a JPEG of 1600 by 1067."""
    canvas = Canvas(name)
    SCENES[name](canvas)
    return canvas.jpeg()
