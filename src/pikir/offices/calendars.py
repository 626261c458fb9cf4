"""Calendars of working days as rows; the arithmetic is ``kernel.workdays``."""

from typing import ClassVar

from django.db import models

from pikir.offices.kinds import CALENDAR_LENGTH, SOURCE_LENGTH, ZONE_LENGTH
from pikir.offices.naming import Named


class WorkCalendar(models.Model):
    """The working days of a country or of a kind of week, in one time zone."""

    code = models.CharField(max_length=CALENDAR_LENGTH, primary_key=True)  # "kz"
    zone = models.CharField(max_length=ZONE_LENGTH)
    weekend = models.JSONField(default=list)  # days of the week nobody works, 0 is Monday

    objects: ClassVar = models.Manager()


class WorkDay(Named):
    """A day that is not what its weekday says, with what it is called and where that is written."""

    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    works = models.BooleanField()
    source = models.CharField(max_length=SOURCE_LENGTH)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="work_day_unique")]
