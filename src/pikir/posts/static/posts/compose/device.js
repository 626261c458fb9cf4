// What the square has not got yet, in this browser: the last line when there is no connection.

const PREFIX = "pikir-unsent:";
const TERM = 30 * 24 * 3_600_000; // as long as the square keeps what was not sent

// Returns whether the browser has it; private windows and full disks have not.
export function keepHere(account, entry) {
  try {
    localStorage.setItem(`${PREFIX}${account}:${entry.copy}`, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function dropHere(account, copy) {
  try {
    localStorage.removeItem(`${PREFIX}${account}:${copy}`);
  } catch { /* a browser that keeps nothing has nothing to drop */ }
}

// Of this person alone: others may sign in at the same device.
export function keptHere(account) {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
    const entries = names.map((name) => [name, JSON.parse(localStorage.getItem(name))]);
    for (const [name, entry] of entries) if (Date.now() - entry.at > TERM) localStorage.removeItem(name);
    return entries.filter(([name, { at }]) => name.startsWith(`${PREFIX}${account}:`) && Date.now() - at <= TERM).map(([, entry]) => entry);
  } catch {
    return [];
  }
}
