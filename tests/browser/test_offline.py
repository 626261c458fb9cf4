"""Without a connection: the last texts read are there, in the reader's language, and go when they were taken back."""

from collections.abc import Callable

from harness.browser import Visitor, text_of
from harness.demo import Demo

KEPT = "async path => Boolean(await (await caches.open('pages')).match(path, {ignoreVary: true}))"


def ready(visitor: Visitor, address: str) -> None:
    """Wait until the worker answers for the pages of this window."""
    visitor.open(address)
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visitor.open(address)


def test_a_text_is_read_without_a_connection(demo: Demo, visitor: Callable[..., Visitor], lang: str) -> None:
    reader = visitor(language=lang, service_workers="allow")
    path = f"/{lang}/{demo.places['entry']}"
    ready(reader, f"{demo.square.url}{path}")
    title = reader.page.inner_text("h1")
    reader.page.wait_for_function(KEPT, arg=path)
    reader.page.context.set_offline(True)
    reader.open(f"{demo.square.url}{path}")
    assert reader.page.inner_text("h1") == title
    reader.open(f"{demo.square.url}/{lang}/newest/")
    assert reader.page.get_attribute("html", "lang") == lang
    reader.page.wait_for_selector("[data-kept] a")
    assert title in text_of(reader.page)


def test_what_was_taken_back_is_dropped(demo: Demo, visitor: Callable[..., Visitor]) -> None:
    reader = visitor(service_workers="allow")
    path = f"/en/{demo.places['gone']}"
    ready(reader, f"{demo.square.url}/en/")
    reader.page.evaluate("async path => (await caches.open('pages')).put(path, new Response('old'))", path)
    reader.open(f"{demo.square.url}{path}")
    reader.page.wait_for_function(f"async path => !(await ({KEPT})(path))", arg=path)


def test_who_signs_out_leaves_nothing_kept(demo: Demo, visitor: Callable[..., Visitor]) -> None:
    reader = visitor(service_workers="allow")
    own = demo.person("reader").cookies  # a session of this test alone: it ends here
    cookies = [{"name": name, "value": value, "url": demo.square.url} for name, value in own.items()]
    reader.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # a name, a value and an address
    path = f"/en/{demo.places['entry']}"
    ready(reader, f"{demo.square.url}{path}")
    reader.page.wait_for_function(KEPT, arg=path)
    kept = reader.page.evaluate("async path => (await (await (await caches.open('pages')).match(path)).text())", path)
    assert "Sign in" in kept  # as a guest reads it, though who reads is signed in
    reader.page.click("details.own > summary")
    reader.page.click("details.own form button")
    reader.page.wait_for_function(f"async path => !(await ({KEPT})(path))", arg=path)
    reader.page.context.set_offline(True)
    reader.open(f"{demo.square.url}{path}")
    assert reader.page.inner_text("h1") == "Kept on this device"
