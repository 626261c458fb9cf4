"""Every address of the square. What people read lies below its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from pikir.accounts.views import eid
from pikir.moderation.openness.views import log_file
from pikir.site.views import offline, reading, source
from pikir.web import errors

urlpatterns = [
    path("", reading.root, name="root"),
    path("worker.js", offline.worker, name="worker"),
    path("source/", source.source, name="source"),
    path("media/", include("pikir.media.urls")),
    path("pictures/", include("pikir.site.social.urls")),
    path("", include("pikir.site.maps.urls")),
    path("eid/", eid.callback, name="eid_callback"),  # providers are told one address, whatever the language
    path("feeds/", include("pikir.syndication.urls")),
    path("data/", include("pikir.offices.questions.data_urls")),
    path("live/", include("pikir.offices.questions.live_urls")),
    path("moderation/log.jsonl", log_file, name="moderation-log-file"),  # one for all languages
    *i18n_patterns(
        path("account/", include("pikir.accounts.urls")),
        path("account/", include("pikir.media.pages")),
        path("account/", include("pikir.transfer.urls")),
        path("", include("pikir.notifications.urls")),
        path("", include("pikir.posts.urls")),
        path("", include("pikir.timelines.urls")),
        path("", include("pikir.moderation.urls")),
        path("", include("pikir.moderation.openness.urls")),
        path("", include("pikir.syndication.pages")),
        path("", include("pikir.mail.urls")),
        path("places/", include("pikir.places.urls")),
        path("offices/", include("pikir.offices.urls")),
        path("questions/", include("pikir.offices.questions.urls")),
        path("", include("pikir.site.urls")),
    ),
]

handler400 = errors.malformed
handler403 = errors.refused
handler404 = errors.missing
handler500 = errors.broken
handler429 = "pikir.web.rates.middleware.show_haste"  # allauth looks for it here
