"""The pictures of the demo town, drawn by code: the same bytes every time, no photograph of anyone."""

from collections.abc import Callable

from pikir.site.demo.pictures import outdoors, rooms, sills, streets, tables, town, works
from pikir.site.demo.pictures.canvas import Canvas
from pikir.site.demo.pictures.emblems import EMBLEMS
from pikir.site.demo.pictures.portraits import LOOKS, portrait

SCENES: dict[str, Callable[[Canvas], None]] = {
    "steppe-dawn": outdoors.steppe_dawn,
    "steppe-night": outdoors.steppe_night,
    "river-bridge": outdoors.river_bridge,
    "ski-tracks": outdoors.ski_tracks,
    "herd-road": outdoors.herd_road,
    "doctor-road": outdoors.doctor_road,
    "town-dusk": town.town_dusk,
    "market": town.market,
    "bus-stop": streets.bus_stop,
    "street-before": streets.street_before,
    "street-after": streets.street_after,
    "tower": works.tower_day,
    "boiler-house": works.boiler_house,
    "library": rooms.library,
    "chess": tables.chess,
    "tea": tables.tea,
    "canteen": rooms.canteen,
    "cat": sills.cat,
    "stage": rooms.stage,
    "ornaments": sills.ornaments,
    "weather-diary": sills.weather_diary,
}


def draw(name: str) -> bytes:
    """The scene, portrait or emblem of that name as a JPEG; the same bytes on every call."""
    if name in SCENES:
        canvas = Canvas(name)
        SCENES[name](canvas)
        return canvas.jpeg()
    small = Canvas(name, stage=(400, 400), size=(400, 400))
    if name in EMBLEMS:
        EMBLEMS[name](small)
    else:
        portrait(small, name)
    return small.jpeg()


def names() -> list[str]:
    """All pictures there are."""
    return [*SCENES, *EMBLEMS, *LOOKS]
