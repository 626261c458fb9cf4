"""A real worker: ``python -m … DATABASE RUN_FOLDER`` works on the tests' database until no job is left, or TERM."""

import signal
import sys
import threading

import django
from django.conf import settings


def main(database: str, run_folder: str) -> None:
    settings.DATABASES["default"]["NAME"] = database
    settings.RUN_FOLDER = run_folder
    django.setup()
    from pikir.jobs.models import Job
    from pikir.jobs.worker import run_worker

    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    run_worker(lambda: told.is_set() or not Job.objects.exists())


if __name__ == "__main__":
    main(*sys.argv[1:])
