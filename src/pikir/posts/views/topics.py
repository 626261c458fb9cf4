"""Topics as readers meet them: the directory, the page of each, and following one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.circles import filters_of
from pikir.accounts.decorators import signed_in
from pikir.posts import reasons
from pikir.posts.access import can_keep_topics
from pikir.posts.actions.tagging import above_of
from pikir.posts.actions.topics import TopicError, follow_topic, unfollow_topic
from pikir.posts.languages import chosen_language, language_choice
from pikir.posts.linked import linked_topic
from pikir.posts.models import PostTopic, Topic
from pikir.posts.shapes import author_of, card_of, topics_on_cards
from pikir.posts.topic_lists import (
    follows_topic,
    is_shown,
    places_of,
    posts_of_topic,
    topic_by_slug,
    topic_called,
    topic_others,
    topic_tree,
    topics_below,
    writers_of,
)
from pikir.web.keyset import map_page, read_key
from pikir.web.pages import public_page
from pikir.web.shapes import Card


@require_safe
@public_page("topics")
def directory(request: Request) -> HttpResponse:
    """Show the columns and all topics as a tree."""
    tree = topic_tree()
    context = {
        "columns": [branch for branch in tree if branch.topic.is_column],
        "others": [branch for branch in tree if not branch.topic.is_column],
    }
    return render(request, "posts/topics/directory.html", context)


@require_safe
@public_page("topic:{slug}", parameters=("before", "all", "in"))
def topic(request: Request, slug: str) -> HttpResponse:
    """Show what stands in a topic; of a column first only what editors put there."""
    found = topic_by_slug(slug)
    if found is None:
        other = topic_called(slug)
        if other is None:
            raise Http404
        return redirect("topic", slug=other.slug)
    if found.merged_into:
        return redirect("topic", slug=found.merged_into.slug, permanent=True)
    viewer, before = request.viewer, read_key(request.GET.get("before"))
    whole = not found.is_column or "all" in request.GET
    only, placed = chosen_language(request), not whole
    page = posts_of_topic(
        topic=found, viewer=viewer, before=before, placed=placed, language=get_language() or "", only=only
    )
    if not page.items and not is_shown(found):
        raise Http404
    filters, topics = filters_of(viewer), topics_on_cards((row.post for row in page.items), beside=found.id)

    def drawn(row: PostTopic) -> Card:
        why = reasons.of_topic(row, found.name)
        return card_of(row.post, filters=filters, why=why, topics=topics.get(row.post_id, ()))

    above = list(reversed(above_of(found)))
    context = {
        "topic": found,
        "above": above,
        "linked": linked_topic(found, above),
        "below": topics_below(found),
        "whole": whole,
        "choice": language_choice(
            only,
            page,
            topic_others(topic=found, viewer=viewer, only=only, placed=placed),
            before=before,
            all="1" if found.is_column and whole else "",
        ),
        "page_of_cards": map_page(page, drawn),
        "people": [author_of(account) for account in writers_of(page.items)],
        "places": places_of(page.items),
        "follows": follows_topic(viewer, found),
        "keeps": can_keep_topics(viewer),
    }
    return render(request, "posts/topics/topic.html", context)


@require_POST
@signed_in
def follow(request: Request, slug: str) -> HttpResponse:
    """Follow a topic, or no longer."""
    found = access_topic(slug)
    try:
        if request.POST.get("act") == "unfollow":
            unfollow_topic(actor=request.viewer, topic=found)
        else:
            follow_topic(actor=request.viewer, topic=found)
            messages.success(request, _("What is said there now stands in your home, too."))
    except TopicError as fault:
        messages.error(request, str(fault))
    return redirect("topic", slug=found.slug)


def access_topic(slug: str) -> Topic:
    """Return the topic that is in use now; Http404 when there is none."""
    found = topic_by_slug(slug)
    if found is None or not is_shown(found):
        raise Http404
    return found.merged_into or found
