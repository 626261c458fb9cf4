"""The editors' desk: topics and columns, their names, their tree, what is merged."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import with_role
from pikir.accounts.kinds import Role
from pikir.posts.actions.topics import TopicError, edit_topic, make_topic, merge_topics
from pikir.posts.models import Topic
from pikir.posts.topic_lists import topic_by_slug, topic_tree
from pikir.site.topic_forms import MergeForm, TopicForm


@require_safe
@with_role(Role.EDITOR)
def topics(request: Request) -> HttpResponse:
    """Show all topics, columns first."""
    return render(request, "site/desk/topics.html", {"tree": topic_tree(), "section": "topics"})


@with_role(Role.EDITOR)
def edit(request: Request, slug: str = "") -> HttpResponse:
    """Make a topic, or change one."""
    found = _present(slug) if slug else None
    form = TopicForm(request.POST or None, topic=found)
    if request.method == "POST" and form.is_valid():
        try:
            if found is None:
                make_topic(actor=request.viewer, facts=form.facts())
            else:
                edit_topic(actor=request.viewer, topic=found, facts=form.facts())
        except TopicError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk-topics")
    context = {"form": form, "topic": found, "section": "topics"}
    return render(request, "site/desk/topic.html", context, status=422 if form.errors else 200)


@with_role(Role.EDITOR)
def merge(request: Request, slug: str) -> HttpResponse:
    """Let a topic be part of another one from now on."""
    found = _present(slug)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        into: Topic = form.cleaned_data["into"]
        try:
            merge_topics(actor=request.viewer, topic=found, into=into, reason=form.cleaned_data["reason"])
        except TopicError as fault:
            form.add_error("into", str(fault))
        else:
            messages.success(request, _("Done. Its old address leads to the other topic."))
            return redirect("desk-topics")
    context = {"form": form, "topic": found, "section": "topics"}
    return render(request, "site/desk/merge.html", context, status=422 if form.errors else 200)


def _present(slug: str) -> Topic:
    found = topic_by_slug(slug)
    if found is None or found.merged_into_id:
        raise Http404
    return found
