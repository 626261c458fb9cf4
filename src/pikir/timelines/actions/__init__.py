"""Every write to the front page and to what it is made of."""

from pikir.timelines.actions.depth import count_depth
from pikir.timelines.actions.laying import end_slots_of, forget_versions, lay_out
from pikir.timelines.actions.placing import SlotError, move_on_front, place_post, take_off_front
from pikir.timelines.actions.ranking import rank_all

__all__ = [
    "SlotError",
    "count_depth",
    "end_slots_of",
    "forget_versions",
    "lay_out",
    "move_on_front",
    "place_post",
    "rank_all",
    "take_off_front",
]
