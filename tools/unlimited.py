"""Settings of a square that is written to fast: nobody writes or asks too quickly; everything counts all the same."""

from dataclasses import replace

from pikir.config.settings import *  # noqa: F403 - settings are read by their names
from pikir.web.limits import TABLE

_MANY = 1_000_000
for _act in ("comment", "ask", "question_act"):
    _limit = TABLE[_act]
    TABLE[_act] = replace(_limit, rates=tuple(replace(rate, number=_MANY) for rate in _limit.rates), near=False)
