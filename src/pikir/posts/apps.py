"""Registration of the room with Django."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Said in public."""

    name = "pikir.posts"
    label = "posts"
