"use strict";

// The dispatch board. It draws what the server tells and asks the server for every step: whether a visit may stand
// somewhere is decided there, and said here.
const place = document.getElementById("board");
const settings = place && JSON.parse(document.getElementById(place.dataset.settings).textContent);
const element = (id) => document.getElementById(id);
const MINUTE = 60 * 1000;
const FIRST_HOUR = 6;
const LAST_HOUR = 20;
const DAY_MINUTES = 24 * 60;
const NAMES_WIDTH = 96;
const NARROWEST = 9;
const NARROWEST_DAY = 74; // on a phone the days lie side by side beyond the edge, and can be read
const oneDay = settings && settings.days === 1;
// Of one day the hours are shown; of several, a card fills its day, so that it can be read.
const SLOT_HOURS = oneDay ? 1 : LAST_HOUR - FIRST_HOUR;
const narrow = settings && settings.days > 7;
const weekdays = settings ? settings.words.weekdays.split(" ") : [];
let mark = "";
let takenOff = false;
let weather = {};

function slotWidth() {
  const slots = (settings.days * (LAST_HOUR - FIRST_HOUR)) / SLOT_HOURS;
  return Math.max(oneDay ? NARROWEST : NARROWEST_DAY, Math.floor((place.clientWidth - NAMES_WIDTH) / slots));
}

const two = (number) => String(number).padStart(2, "0");
const dayOf = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const clockOf = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;
const whole = (date) => `${dayOf(date)}T${clockOf(date)}:00`;

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function say(kind, title, lines) {
  const box = element("board-says");
  const close = make("button", "says-close", "×");
  close.type = "button";
  close.addEventListener("click", () => (box.hidden = true));
  const words = make("div", "", title);
  if (lines.length) {
    const list = make("ul");
    list.append(...lines.map((line) => make("li", "", line)));
    words.append(list);
  }
  box.className = `note note-${kind}`;
  box.replaceChildren(words, close);
  box.hidden = false;
}

async function step(name, values) {
  const body = new URLSearchParams(values);
  const token = document.querySelector("#board-token input").value;
  let answer;
  try {
    answer = await fetch(settings.urls.step.replace("STEP", name), {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body,
    });
  } catch {
    say("error", settings.words.lost, []);
    return false;
  }
  if (!answer.ok) {
    say("error", settings.words.lost, []);
    return false;
  }
  const told = await answer.json();
  if (told.refused) {
    const reasons = told.clashes.length ? told.clashes : [told.refused];
    if (told.stale) await load();
    say("error", settings.words.refused, reasons);
    return false;
  }
  if (told.warnings.length) say("warning", settings.words.warning, told.warnings);
  else if (told.said) say("info", told.said, []);
  else element("board-says").hidden = true;
  await load();
  return true;
}

const look = (clashes) => (clashes.some((one) => one.hard) ? "is-hard" : clashes.length ? "is-soft" : "");

// Where a card is drawn: at its hours in the view of a day; else over its whole days, in the order of its hours.
function drawnTimes(visit) {
  if (oneDay) return { start: visit.start, end: visit.end };
  const day = visit.start.slice(0, 10);
  const last = visit.minutes > DAY_MINUTES ? visit.end.slice(0, 10) : day;
  const rank = two(Math.floor((Number(visit.start.slice(11, 13)) * 60 + Number(visit.start.slice(14, 16))) / 25));
  return { start: `${day}T${two(FIRST_HOUR)}:${rank}:00`, end: `${last}T${LAST_HOUR}:00:00` };
}

function eventOf(visit) {
  return {
    id: String(visit.visit),
    resourceIds: [visit.crew],
    ...drawnTimes(visit),
    title: visit.name,
    editable: settings.mayPlan && visit.movable,
    startEditable: settings.mayPlan && visit.movable,
    durationEditable: oneDay && settings.mayPlan && visit.movable,
    classNames: [`is-${visit.state}`, visit.urgent && "is-urgent", look(visit.clashes)].filter(Boolean),
    extendedProps: visit,
  };
}

function backgroundOf(free) {
  return {
    id: `free-${free.crew}-${free.day}`,
    resourceIds: [free.crew],
    start: `${free.day}T00:00:00`,
    end: `${free.day}T24:00:00`,
    display: "background",
    classNames: free.leave ? ["is-leave"] : [],
    extendedProps: { why: free.why },
  };
}

function contentOf({ event }) {
  if (event.display === "background") {
    return { domNodes: event.extendedProps.why ? [make("span", "free-why", event.extendedProps.why)] : [] };
  }
  const visit = event.extendedProps;
  const name = make("span", "event-name");
  if (visit.pinned) name.append(make("i", "ti ti-pin"));
  if (visit.clashes.length) name.append(make("i", "ti ti-alert-triangle"));
  const [first, second] = narrow ? shortLines(visit) : lines(visit);
  name.append(first);
  return { domNodes: [name, make("span", "event-more", second)] };
}

function lines(visit) {
  const hours = `${hoursOf(visit.minutes)} ${settings.words.hours}`;
  return [`${visit.estate} ${visit.kind}`, `${visit.start.slice(11, 16)}–${visit.end.slice(11, 16)} ${hours}`];
}

// Of two weeks: “双井” and “2h 路面” for 双井小区, 路面修补. The whole is told on hover and focus.
function shortLines(visit) {
  const kind = visit.kind.length > 3 ? visit.kind.slice(0, -2) : visit.kind;
  return [visit.estate.replace(/小区$/, ""), `${hoursOf(visit.minutes)}h ${kind}`];
}

const hoursOf = (minutes) => String(Math.round(minutes / 6) / 10);

function whenOf(visit) {
  const later = visit.end.slice(0, 10) > visit.start.slice(0, 10);
  const end = later ? `${visit.end.slice(5, 10)} ${visit.end.slice(11, 16)}` : visit.end.slice(11, 16);
  return `${visit.start.slice(5, 16).replace("T", " ")} – ${end}`;
}

function titleOf(visit) {
  const lines = [`${visit.name} ${visit.estate} ${visit.place} ${visit.kind}`];
  const due = visit.due ? ` · ${settings.words.due} ${visit.due.slice(5)}` : "";
  lines.push(`${whenOf(visit)} · ${hoursOf(visit.minutes)} ${settings.words.hours}${due}`);
  return lines.concat(visit.clashes.map((clash) => clash.says)).join("\n");
}

function dressed({ event, el }) {
  if (event.display === "background") return;
  const visit = event.extendedProps;
  el.title = titleOf(visit);
  el.dataset.visit = visit.visit;
  el.setAttribute("tabindex", "0");
  el.setAttribute("role", "button");
  el.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter") openCard(visit);
  });
}

async function dropped(info) {
  if (takenOff) {
    info.revert();
    return;
  }
  const visit = info.event.extendedProps;
  const crew = info.newResource ? info.newResource.id : visit.crew;
  const hours = oneDay
    ? { start: whole(info.event.start), minutes: Math.round((info.event.end - info.event.start) / MINUTE) }
    : { start: `${dayOf(info.event.start)}${visit.start.slice(10)}`, minutes: visit.minutes, free: 1 };
  const done = await step("place", { visit: visit.visit, seen: visit.seen, crew, ...hours });
  if (!done) info.revert();
}

function isOverTray(point) {
  const tray = element("board-tray");
  if (!tray || !point) return false;
  const box = tray.getBoundingClientRect();
  return point.clientX >= box.left && point.clientX <= box.right && point.clientY >= box.top && point.clientY <= box.bottom;
}

function headingOf(date) {
  const says = weather[dayOf(date)] ? weather[dayOf(date)].says : "";
  const name = make("span", "head-day", `${date.getMonth() + 1}-${two(date.getDate())} ${weekdays[date.getDay()]}`);
  const line = make("span", "head-weather", says || "\u00a0");
  line.title = says;
  if (!oneDay) name.style.maxWidth = line.style.maxWidth = `${slotWidth() - 4}px`;
  return { domNodes: [name, line] };
}

// In the view of a day, the hours with rain are marked.
function slotLabel(date) {
  if (!oneDay) return "";
  const known = weather[dayOf(date)];
  return known && known.wet.includes(date.getHours()) ? `${clockOf(date)} ☂` : clockOf(date);
}

const calendar =
  place &&
  window.EventCalendar.create(place, {
    view: oneDay ? "resourceTimelineDay" : "resourceTimelineWeek",
    duration: { days: settings.days },
    date: settings.first,
    firstDay: 1,
    slotDuration: `${two(SLOT_HOURS)}:00`,
    slotWidth: slotWidth(),
    slotMinTime: `${two(FIRST_HOUR)}:00`,
    slotMaxTime: `${two(LAST_HOUR)}:00`,
    snapDuration: oneDay ? "00:30" : `${two(SLOT_HOURS)}:00`,
    height: "auto",
    headerToolbar: { start: "", center: "", end: "" },
    dayHeaderFormat: headingOf,
    slotLabelFormat: slotLabel,
    resources: [],
    events: [],
    editable: settings.mayPlan,
    eventStartEditable: settings.mayPlan,
    eventDurationEditable: settings.mayPlan && oneDay,
    eventContent: contentOf,
    eventDidMount: dressed,
    eventClick: ({ event }) => event.display !== "background" && openCard(event.extendedProps),
    eventDrop: dropped,
    eventResize: dropped,
    eventDragStart: () => (takenOff = false),
    eventDragStop: ({ event, jsEvent }) => {
      takenOff = isOverTray(jsEvent);
      if (takenOff) step("tray", { visit: event.extendedProps.visit, seen: event.extendedProps.seen });
    },
    eventResizeStart: () => (takenOff = false),
  });

// The library calls its boxes a table but leaves some of its rows out: who has the page read aloud gets no table.
const TABLE = "[role=table], [role=rowgroup], [role=row], [role=rowheader], [role=columnheader], [role=cell]";
// Only what has come is looked at: while a card is dragged, the library draws it anew in every frame.
const bare = (box) => {
  if (box.matches(TABLE)) box.removeAttribute("role");
  box.removeAttribute("aria-colindex");
};
const noTable = (within) => {
  bare(within);
  within.querySelectorAll(`${TABLE}, [aria-colindex]`).forEach(bare);
};
if (place) {
  noTable(place);
  const come = (changes) =>
    changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && noTable(node)));
  new MutationObserver(come).observe(place, { childList: true, subtree: true });
}

// --- the card of a visit ---------------------------------------------------------------------------------------------

let shown = null;

function openCard(visit) {
  shown = visit;
  element("card-title").textContent = `${visit.name} · ${visit.kind}`;
  const pinned = visit.pinned ? ` · ${settings.words.pinned}` : "";
  const when = `${visit.start.slice(0, 5)}${whenOf(visit)}`;
  element("card-words").textContent = `${visit.estate} ${visit.place} · ${when} · ${visit.stateName}${pinned}`;
  element("card-clashes").replaceChildren(
    ...visit.clashes.map((clash) => make("li", clash.hard ? "is-hard" : "is-soft", clash.says)),
  );
  element("card-open").href = visit.url;
  if (settings.mayPlan) {
    element("card-schedule").href = visit.schedule;
    element("card-schedule").hidden = element("card-tray").hidden = !visit.movable;
  }
  element("visit-card").showModal();
}

if (place) {
  element("card-close").addEventListener("click", () => element("visit-card").close());
  if (settings.mayPlan) {
    element("card-tray").addEventListener("click", () => {
      element("visit-card").close();
      step("tray", { visit: shown.visit, seen: shown.seen });
    });
    element("board-undo").addEventListener("click", () => step("undo", {}));
    Tray.start(settings.words, settings.today, (shown) => {
      const items = shown.length ? shown.map(trayItem) : [make("li", "tray-empty", settings.words.trayEmpty)];
      element("tray-list").replaceChildren(...items);
    });
  }
}

// --- the tray ----------------------------------------------------------------------------------------------------------

function trayItem(thing) {
  const link = make("a", `tray-item${thing.work ? " is-work" : ""}${thing.urgent ? " is-urgent" : ""}`);
  link.href = thing.schedule;
  link.draggable = false;
  link.append(`${thing.estate} ${thing.kind}`);
  const facts = [];
  if (thing.urgent) facts.unshift(settings.words.urgent);
  if (thing.minutes) facts.push(`${hoursOf(thing.minutes)} ${settings.words.hours}`);
  if (thing.visits > 1) facts.push(`${settings.words.visits} ${thing.visits}`);
  if (thing.due) facts.push(`${settings.words.due} ${thing.due.slice(5)}`);
  facts.push(thing.name);
  link.append(make("small", "", facts.join(" · ")));
  link.title = `${thing.name} ${thing.estate} ${thing.place} ${thing.kind}`;
  link.dataset[thing.work ? "work" : "visit"] = thing.work || thing.visit;
  link.addEventListener("pointerdown", (event) => startDragging(event, link, thing));
  const item = make("li");
  item.append(link);
  return item;
}

function startDragging(begun, link, thing) {
  if (begun.button !== 0) return;
  let ghost = null;
  const move = (event) => {
    if (!ghost && Math.hypot(event.clientX - begun.clientX, event.clientY - begun.clientY) < 5) return;
    if (!ghost) {
      ghost = link.cloneNode(true);
      ghost.classList.add("tray-ghost");
      document.body.append(ghost);
      link.classList.add("is-dragged");
    }
    ghost.style.transform = `translate(${event.clientX + 6}px, ${event.clientY + 6}px)`;
  };
  const finish = () => {
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", finish);
    link.classList.remove("is-dragged");
    if (ghost) {
      ghost.remove();
      link.addEventListener("click", (click) => click.preventDefault());
    }
  };
  const drop = (event) => {
    const wasDragged = ghost !== null;
    finish();
    const there = wasDragged && calendar.dateFromPoint(event.clientX, event.clientY);
    if (!there || !there.resource) {
      if (wasDragged) load();
      return;
    }
    const what = thing.work ? { work: thing.work, minutes: "" } : { visit: thing.visit, seen: thing.seen, minutes: thing.minutes };
    const when = oneDay ? { start: whole(halfHour(there.date)) } : { start: `${dayOf(there.date)}T00:00:00`, free: 1 };
    step("place", { ...what, crew: there.resource.id, ...when }).then((done) => done || load());
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", finish);
}

function halfHour(date) {
  const rounded = new Date(date);
  rounded.setMinutes(date.getMinutes() < 30 ? 0 : 30, 0, 0);
  return rounded;
}

function showTray(things) {
  if (!settings.mayPlan) return;
  Tray.fill(things);
}

function showClashes(visits) {
  if (!settings.mayPlan) return;
  const lines = visits.flatMap((visit) => visit.clashes.map((clash) => [visit, clash]));
  element("board-clashes").hidden = !lines.length;
  element("clash-list").replaceChildren(
    ...lines.map(([visit, clash]) => {
      const item = make("li", clash.hard ? "is-hard" : "is-soft");
      const link = make("a", "", visit.name);
      link.href = visit.schedule;
      item.append(link, ` ${visit.estate} · ${clash.says}`);
      return item;
    }),
  );
}

// --- reading, and reading again when somebody else changed something ------------------------------------------------------

async function load() {
  const answer = await fetch(settings.urls.data, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const told = await answer.json();
  mark = told.mark;
  weather = told.weather;
  calendar.setOption("dayHeaderFormat", (date) => headingOf(date));
  calendar.setOption("slotLabelFormat", (date) => slotLabel(date));
  showUndo(told.undo);
  if (oneDay) showHours(told.visits);
  calendar.setOption("resources", told.crews);
  calendar.setOption("events", [...told.free.map(backgroundOf), ...told.visits.map(eventOf)]);
  showTray(told.tray);
  showClashes(told.visits);
  element("board-notes").replaceChildren(...told.notes.map((note) => make("div", "note note-info", note)));
  place.dataset.mark = mark;
}

// The whole day, where somebody works in the night.
function showHours(visits) {
  const day = settings.first;
  const outside = (visit) =>
    visit.start < `${day}T${two(FIRST_HOUR)}` || visit.end > `${day}T${LAST_HOUR}:00:00` || visit.end.slice(0, 10) > day;
  const night = visits.some(outside);
  calendar.setOption("slotMinTime", night ? "00:00" : `${two(FIRST_HOUR)}:00`);
  calendar.setOption("slotMaxTime", night ? "24:00" : `${LAST_HOUR}:00`);
}

function showUndo(words) {
  if (!settings.mayPlan) return;
  const button = element("board-undo");
  button.disabled = !words;
  button.title = words;
  button.setAttribute("aria-label", words || settings.words.undo);
}

async function lookAgain() {
  if (document.hidden || document.querySelector(".ec-dragging, .tray-ghost, dialog[open]")) return;
  const answer = await fetch(settings.urls.mark).catch(() => null);
  if (!answer || !answer.ok) return;
  if ((await answer.json()).mark === mark) return;
  await load();
  say("info", settings.words.changed, []);
}

if (place) {
  load();
  setInterval(lookAgain, 10 * 1000);
  window.addEventListener("resize", () => calendar.setOption("slotWidth", slotWidth()));
}
