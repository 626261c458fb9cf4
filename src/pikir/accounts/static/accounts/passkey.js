// Passkeys: a form with data-passkey asks the browser to make one ("create") or to sign with one ("get"), and sends what
// the browser answered. What to ask stands in the form, or is fetched from its address. Without script such forms are
// hidden or do nothing, and every other way in still works.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

function withBytes(options) {
  const ready = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) ready.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) ready.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) ready.allowCredentials = named(options.allowCredentials);
  return ready;
}

function asJson(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function wanted(form) {
  const written = form.querySelector('script[type="application/json"]');
  if (written) return JSON.parse(written.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`asked in vain: ${answer.status}`);
  return answer.json();
}

async function prove(form) {
  const kind = form.dataset.passkey;
  const data = await wanted(form);
  const { publicKey } = kind === "create" ? data.creation_options : data.request_options;
  const credential = await navigator.credentials[kind]({ publicKey: withBytes(publicKey) });
  form.elements.credential.value = asJson(credential);
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const fault = form.querySelector("[role=alert][hidden]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      fault.hidden = true;
      try {
        await prove(form);
      } catch {
        fault.hidden = false; // refused, called off, too slow: the browser does not say which, by intent
      }
    });
  }
}
