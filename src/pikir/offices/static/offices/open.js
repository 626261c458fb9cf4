// Says whether an office is open now, by the clock of its zone: the page is the same at every hour, so that it can be kept.
const place = document.querySelector("[data-opening]");
const { zone, week, special, words } = JSON.parse(place.dataset.opening);

function localMoment(now) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(now);
  const read = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  return { day: `${read.year}-${read.month}-${read.day}`, minute: Number(read.hour) * 60 + Number(read.minute) };
}

// A holiday is closed; a Saturday worked for another day has the hours of a Friday.
function spansOn(day) {
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  if (special[day] === false) return [];
  return special[day] && week[weekday].length === 0 ? week[4] : week[weekday];
}

function written(minute) {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function say() {
  const { day, minute } = localMoment(new Date());
  const spans = spansOn(day);
  const open = spans.find(([begin, end]) => begin <= minute && minute < end);
  const later = spans.find(([begin]) => minute < begin);
  const state = open ? "open" : later ? "later" : "closed";
  place.textContent = words[state].replace("%(time)s", open ? written(open[1]) : later ? written(later[0]) : "");
  place.dataset.state = state;
  place.hidden = false;
}

say();
setInterval(say, 60_000);
