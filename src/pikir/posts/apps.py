"""Registration of the room with Django."""

from datetime import timedelta

from django.apps import AppConfig
from typing_extensions import override


class PostsConfig(AppConfig):
    """Said in public."""

    name = "pikir.posts"
    label = "posts"

    @override
    def ready(self) -> None:
        """Say who may see a post's pictures, follow their moves, tell people of posts, and publish what is due."""
        from pikir.accounts.events import AccountLeft
        from pikir.kernel.events import subscribe
        from pikir.kernel.schedules import register
        from pikir.media.access import register_gate
        from pikir.media.events import PictureMoved
        from pikir.posts import belongings, handlers, life_notices, notices, pictures, tasks
        from pikir.posts.events import PostEdited, PostMoved, PostPublished

        register_gate(pictures.visible_pictures, pictures.held_pictures)
        subscribe(PictureMoved, handlers.on_picture_moved)
        subscribe(AccountLeft, handlers.on_account_left)
        notices.register_kinds()
        life_notices.register_kinds()
        belongings.register_parts()
        subscribe(PostPublished, handlers.on_published)
        subscribe(PostEdited, handlers.on_edited)
        subscribe(PostMoved, handlers.on_moved)
        register("publish_due", timedelta(minutes=1), tasks.publish_due)
