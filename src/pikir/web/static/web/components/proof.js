// Does the sum of web/proof.html: PBKDF2 with one number after the other, until its key begins as the square said.
// Some at once, then the page gets a turn. Where there is no crypto.subtle (plain http), waiting is left.

const AT_ONCE = 16;

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function keyOf(parameters, number) {
  const nonce = bytesOf(parameters.nonce);
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  new DataView(password.buffer).setUint32(nonce.length, number);
  const base = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(parameters.salt), iterations: parameters.cost };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(way, base, parameters.keyLength * 8)));
}

async function solve(challenge) {
  const { parameters } = challenge;
  for (let first = 0; Date.now() / 1000 < parameters.expiresAt; first += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, place) => first + place);
    const keys = await Promise.all(numbers.map((number) => keyOf(parameters, number)));
    const place = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
    if (place >= 0) return { counter: numbers[place], derivedKey: keys[place] };
    await new Promise((turn) => setTimeout(turn));
  }
  throw new Error("expired");
}

for (const box of document.querySelectorAll("[data-proof]")) {
  const words = box.querySelector("[data-says]");
  const challenge = JSON.parse(box.dataset.proof);
  words.textContent = words.dataset.says;
  try {
    const solution = await solve(challenge);
    box.querySelector("input").value = btoa(JSON.stringify({ challenge, solution }));
    words.textContent = box.dataset.solved;
  } catch {
    words.textContent = box.dataset.failed;
  }
}
