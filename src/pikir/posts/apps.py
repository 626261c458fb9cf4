"""Registration of the room with Django."""

from datetime import time, timedelta

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
        from pikir.media.access import register_attachment_gate, register_gate
        from pikir.media.events import PictureMoved
        from pikir.posts import (
            attachments,
            belongings,
            handlers,
            life_notices,
            notices,
            pictures,
            reaction_belongings,
            reaction_notices,
            tasks,
        )
        from pikir.posts.events import (
            PostBoosted,
            PostEdited,
            PostMoved,
            PostPublished,
            PostQuoted,
            PostSupported,
            TopicMoved,
        )

        register_attachment_gate(attachments.visible_attachments, attachments.held_attachments)
        register_gate(pictures.visible_pictures, pictures.held_pictures)
        subscribe(PictureMoved, handlers.on_picture_moved)
        subscribe(AccountLeft, handlers.on_account_left)
        notices.register_kinds()
        life_notices.register_kinds()
        reaction_notices.register_kinds()
        belongings.register_parts()
        reaction_belongings.register_parts()
        subscribe(PostPublished, handlers.on_published)
        subscribe(PostEdited, handlers.on_edited)
        subscribe(PostMoved, handlers.on_moved)
        subscribe(TopicMoved, handlers.on_topic_moved)
        subscribe(PostSupported, handlers.on_supported)
        subscribe(PostBoosted, handlers.on_boosted)
        subscribe(PostQuoted, handlers.on_quoted)
        register("publish_due", timedelta(minutes=1), tasks.publish_due)
        register("posts.render_old", time(4, 20), tasks.render_old)
        register("posts.sweep_topics", timedelta(days=1), tasks.sweep_unused_topics)
        register("posts.compare_counts", time(3, 20), tasks.compare_counts)
        register("posts.forget", time(3, 40), tasks.forget)
