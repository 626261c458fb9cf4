"""How far those who allow it read a text."""

import time

from pikir.posts.models import Post
from pikir.timelines.kinds import DEPTHS
from pikir.web.reads import Counts, add_reads


def count_depth(*, language: str, post_id: int, depth: str) -> None:
    """Count one reading of a public text by how far it went; nothing of who read it is kept."""
    if depth in DEPTHS and Post.objects.listed().filter(id=post_id).exists():
        add_reads(Counts({(f"/{language}/@/{post_id}/", int(time.time() // 3600), depth): 1}))
