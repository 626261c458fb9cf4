"""Addresses of the site's own pages, below the language."""

from django.urls import path

from pikir.site.models import TextKey
from pikir.site.views import desk, front, leaving, organisations, people, profiles, reading, setup, topics, voices

urlpatterns = [
    path("", front.front, name="front"),
    path("front/", front.hands, name="front-hands"),
    path("front/history/", front.versions, name="front-versions"),
    path("front/history/<id:version_id>/", front.version, name="front-version"),
    path("front/formulas/<slug:formula>/", front.formula, name="formula"),
    path("front/other-side/", front.other_side, name="other-side"),
    path("@<handle:handle>/", profiles.profile, name="profile"),
    path("@<handle:handle>/archive/", profiles.archive, name="archive"),
    path("@<handle:handle>/<int:year>/<int:month>/", profiles.archive, name="month"),
    path("@<handle:handle>/topics/<slug:slug>/", profiles.category, name="category"),
    path("@<handle:handle>/followers/", people.follows, {"which": "followers"}, name="followers"),
    path("@<handle:handle>/following/", people.follows, {"which": "following"}, name="following"),
    path("@<handle:handle>/blocklist/<slug:slug>.csv", people.blocklist, name="blocklist"),
    path("account/organisations/<handle:handle>/log/", organisations.log, name="organisation_log"),
    path("account/leaving/", leaving.leaving, name="leaving"),
    path("rules/", reading.text, {"key": TextKey.RULES.value}, name="rules"),
    path("about/", reading.text, {"key": TextKey.ABOUT.value}, name="about"),
    path("set-up/<str:token>/", setup.setup, name="setup"),
    path("desk/", desk.desk, name="desk"),
    path("desk/accounts/", desk.accounts, name="desk-accounts"),
    path("desk/accounts/<id:account_id>/", desk.account, name="desk-account"),
    path("desk/accounts/<id:account_id>/role/", desk.role, name="desk-role"),
    path("desk/voices/", voices.queue, name="desk-voices"),
    path("desk/voices/<id:claim_id>/", voices.check, name="desk-voices-check"),
    path("desk/voices/registers/", voices.registers, name="desk-registers"),
    path("desk/voices/hosts/", voices.hosts, name="desk-hosts"),
    path("desk/accounts/<id:account_id>/voice/", voices.account, name="desk-account-voice"),
    path("desk/front/", front.desk, name="desk-front"),
    path("desk/topics/", topics.topics, name="desk-topics"),
    path("desk/topics/new/", topics.edit, name="desk-topic-new"),
    path("desk/topics/<slug:slug>/", topics.edit, name="desk-topic"),
    path("desk/topics/<slug:slug>/merge/", topics.merge, name="desk-topic-merge"),
    path("desk/square/", desk.square, name="desk-square"),
    path("desk/texts/<slug:key>/<slug:language>/", desk.text, name="desk-text"),
    path("desk/health/", desk.health, name="desk-health"),
    path("desk/jobs/<id:job_id>/", desk.job, name="desk-job"),
    path("desk/log/", desk.log, name="desk-log"),
]
