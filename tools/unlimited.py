"""Settings of a square that is written to fast: nobody comments too quickly; every comment is counted all the same."""

from dataclasses import replace

from pikir.config.settings import *  # noqa: F403 - settings are read by their names
from pikir.web.limits import TABLE

_MANY = 1_000_000
_COMMENT = TABLE["comment"]
TABLE["comment"] = replace(_COMMENT, rates=tuple(replace(rate, number=_MANY) for rate in _COMMENT.rates), near=False)
