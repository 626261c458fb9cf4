// The one way to the square from here: it renews the form's token when somebody signed in anew in another tab.

export function tokenOf(form) {
  return form.elements.csrfmiddlewaretoken.value;
}

export async function renew() {
  const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("#write [name=csrfmiddlewaretoken]");
  if (!fresh) return false;
  for (const old of document.querySelectorAll("[name=csrfmiddlewaretoken]")) old.value = fresh.value;
  return true;
}

// Returns the response, or null without a connection. ``last`` is for a page that goes away.
export async function send(form, address, fields, { last = false } = {}) {
  const ask = () => {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.set("csrfmiddlewaretoken", tokenOf(form));
    return fetch(address, { method: "POST", body, redirect: "manual", keepalive: last }).catch(() => null);
  };
  const answer = await ask();
  const stale = answer?.status === 403 && !answer.headers.get("content-type")?.includes("json");
  return stale && (await renew()) ? ask() : answer;
}
