"""What the composer's script saves by itself while somebody writes, and letting go of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.kernel.languages import guess_language
from pikir.posts.access import access_own_post
from pikir.posts.actions import CopyError, close_copy, keep_copy
from pikir.posts.copies import KEY_LENGTH, Copy, Mark, copy_named, other_key
from pikir.posts.forms import PostForm
from pikir.posts.models import Post
from pikir.web.components.dates import written_date
from pikir.web.keyset import read_key
from pikir.web.templatetags.ui import language_name

STATUSES = {"closed": 409, "taken": 409, "full": 409, "long": 413}


@never_cache
@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep the form as it stands in a window; answer with what the window should know."""
    if not request.viewer.signed_in:
        return JsonResponse({"code": "stranger"}, status=401)
    mark = _mark_of(request)
    if mark is None:
        return JsonResponse({"code": "unreadable"}, status=422)
    try:
        post = _post_of(request)
        copy = keep_copy(actor=request.viewer, post=post, mark=mark, values=_values_of(request))
    except PermissionDenied:
        return JsonResponse({"code": "refused", "words": _("This text cannot be changed by you now.")}, status=403)
    except CopyError as fault:
        return JsonResponse({"code": str(fault)}, status=STATUSES[str(fault)])
    return JsonResponse(_told(request, copy, post))


@require_POST
@signed_in
def drop(request: Request) -> HttpResponse:
    """Let go of an unsent text, and go back to the composer."""
    copy = copy_named(viewer=request.viewer, key=request.POST.get("copy", "")[:KEY_LENGTH])
    if copy:
        close_copy(actor=request.viewer, key=copy.key)
    post_id = read_key(request.POST.get("post"))
    return redirect(reverse("edit", args=[post_id]) if post_id else "write")


def _mark_of(request: Request) -> Mark | None:
    given = {name: request.POST.get(name, "") for name in ("copy", "window", "step", "base")}
    step = read_key(given["step"])
    if step is None or not (0 < len(given["copy"]) <= KEY_LENGTH and 0 < len(given["window"]) <= KEY_LENGTH):
        return None
    return Mark(key=given["copy"], window=given["window"], step=step, base=given["base"])


def _post_of(request: Request) -> Post | None:
    post_id = read_key(request.POST.get("post"))
    return access_own_post(request.viewer, post_id) if post_id else None


def _values_of(request: Request) -> dict[str, Any]:
    """Every field of the composer as it was sent, nothing refused: what is too long is still somebody's text."""
    fields = PostForm.base_fields.items()
    return {name: field.widget.value_from_datadict(request.POST, request.FILES, name) for name, field in fields}


def _told(request: Request, copy: Copy, post: Post | None) -> dict[str, Any]:
    text = "\n".join(str(copy.values.get(name) or "") for name in ("title", "lead", "source"))
    language = guess_language(text, request.viewer.language or get_language() or "kk")
    return {
        "stamp": copy.stamp,
        "at": written_date(copy.saved_at, "clock"),
        "language": language,
        "name": language_name(language),
        "behind": post is not None and copy.values.get("seen") not in ("", None, post.updated_at.isoformat()),
        "other": other_key(copy) if post else "",
    }
