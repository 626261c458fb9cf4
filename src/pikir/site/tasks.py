"""Work that the site leaves to the job worker."""

from django_tasks import task

from pikir.site.social import files


@task(outside=True)  # it only looks through a folder
def sweep_drawn() -> None:
    """Delete cards that nobody asked for in the last week."""
    files.sweep()
