"use strict";

// The dispatch board. It draws what the server tells and asks the server for every step: whether a visit may stand
// somewhere is decided there, and said here.
const place = document.getElementById("board");
const settings = place && JSON.parse(document.getElementById(place.dataset.settings).textContent);
const element = (id) => document.getElementById(id);
const MINUTE = 60 * 1000;
const FIRST_HOUR = 6;
const LAST_HOUR = 20;
const NAMES_WIDTH = 96;
const NARROWEST = 9;
// Hours of a slot by the number of days shown.
const SLOTS = { 1: 1, 7: 2, 14: 7 };
const weekdays = settings ? settings.words.weekdays.split(" ") : [];
let mark = "";
let takenOff = false;

function slotWidth() {
  const slots = (settings.days * (LAST_HOUR - FIRST_HOUR)) / SLOTS[settings.days];
  return Math.max(NARROWEST, Math.floor((place.clientWidth - NAMES_WIDTH) / slots));
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
    say("error", settings.words.refused, reasons);
    return false;
  }
  if (told.warnings.length) say("warning", settings.words.warning, told.warnings);
  else element("board-says").hidden = true;
  await load();
  return true;
}

const look = (clashes) => (clashes.some((one) => one.hard) ? "is-hard" : clashes.length ? "is-soft" : "");

function eventOf(visit) {
  return {
    id: String(visit.visit),
    resourceIds: [visit.crew],
    start: visit.start,
    end: visit.end,
    title: visit.name,
    editable: settings.mayPlan && visit.movable,
    startEditable: settings.mayPlan && visit.movable,
    durationEditable: settings.mayPlan && visit.movable,
    classNames: [`is-${visit.state}`, look(visit.clashes)].filter(Boolean),
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
  name.append(visit.estate);
  const times = settings.days === 1 ? `${clockOf(event.start)}–${clockOf(event.end)} ` : "";
  return { domNodes: [name, make("span", "event-more", `${times}${visit.kind}`)] };
}

function titleOf(visit) {
  const lines = [`${visit.name} ${visit.estate} ${visit.place} ${visit.kind}`];
  lines.push(`${visit.start.slice(5, 16).replace("T", " ")} – ${visit.end.slice(11, 16)}`);
  return lines.concat(visit.clashes.map((clash) => clash.says)).join("\n");
}

function dressed({ event, el }) {
  if (event.display === "background") return;
  const visit = event.extendedProps;
  el.title = titleOf(visit);
  el.dataset.visit = visit.visit;
  el.setAttribute("tabindex", "0");
  el.setAttribute("role", "button");
  el.setAttribute("aria-label", el.title);
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
  const minutes = Math.round((info.event.end - info.event.start) / MINUTE);
  const done = await step("place", { visit: visit.visit, crew, start: whole(info.event.start), minutes });
  if (!done) info.revert();
}

function isOverTray(point) {
  const tray = element("board-tray");
  if (!tray || !point) return false;
  const box = tray.getBoundingClientRect();
  return point.clientX >= box.left && point.clientX <= box.right && point.clientY >= box.top && point.clientY <= box.bottom;
}

const calendar =
  place &&
  window.EventCalendar.create(place, {
    view: settings.days === 1 ? "resourceTimelineDay" : "resourceTimelineWeek",
    duration: { days: settings.days },
    date: settings.first,
    firstDay: 1,
    slotDuration: `${two(SLOTS[settings.days])}:00`,
    slotWidth: slotWidth(),
    slotMinTime: `${two(FIRST_HOUR)}:00`,
    slotMaxTime: `${two(LAST_HOUR)}:00`,
    snapDuration: "00:30",
    height: "auto",
    headerToolbar: { start: "", center: "", end: "" },
    dayHeaderFormat: (date) => `${date.getMonth() + 1}-${two(date.getDate())} ${weekdays[date.getDay()]}`,
    slotLabelFormat: (date) => (settings.days === 1 ? clockOf(date) : settings.days === 7 ? two(date.getHours()) : ""),
    resources: [],
    events: [],
    editable: settings.mayPlan,
    eventStartEditable: settings.mayPlan,
    eventDurationEditable: settings.mayPlan,
    eventContent: contentOf,
    eventDidMount: dressed,
    eventClick: ({ event }) => event.display !== "background" && openCard(event.extendedProps),
    eventDrop: dropped,
    eventResize: dropped,
    eventDragStart: () => (takenOff = false),
    eventDragStop: ({ event, jsEvent }) => {
      takenOff = isOverTray(jsEvent);
      if (takenOff) step("tray", { visit: event.extendedProps.visit });
    },
    eventResizeStart: () => (takenOff = false),
  });

// The library calls its boxes a table but leaves some of its rows out: who has the page read aloud gets no table.
const TABLE = "[role=table], [role=rowgroup], [role=row], [role=rowheader], [role=columnheader], [role=cell]";
const noTable = () => {
  place.querySelectorAll(TABLE).forEach((box) => box.removeAttribute("role"));
  place.querySelectorAll("[aria-colindex]").forEach((box) => box.removeAttribute("aria-colindex"));
};
if (place) {
  noTable();
  new MutationObserver(noTable).observe(place, { childList: true, subtree: true });
}

// --- the card of a visit ---------------------------------------------------------------------------------------------

let shown = null;

function openCard(visit) {
  shown = visit;
  element("card-title").textContent = `${visit.name} · ${visit.kind}`;
  const pinned = visit.pinned ? ` · ${settings.words.pinned}` : "";
  const when = `${visit.start.slice(0, 16).replace("T", " ")}–${visit.end.slice(11, 16)}`;
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
      step("tray", { visit: shown.visit });
    });
    element("board-undo").addEventListener("click", () => step("undo", {}));
  }
}

// --- the tray ----------------------------------------------------------------------------------------------------------

function trayItem(thing) {
  const link = make("a", thing.work ? "tray-item is-work" : "tray-item");
  link.href = thing.schedule;
  link.draggable = false;
  link.append(`${thing.estate} ${thing.kind}`);
  const facts = [thing.name];
  if (thing.minutes) facts.push(`${thing.minutes / 60} h`);
  if (thing.visits > 1) facts.push(`${settings.words.visits} ${thing.visits}`);
  if (thing.due) facts.push(`${settings.words.due} ${thing.due.slice(5)}`);
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
    ghost.style.left = `${event.clientX + 6}px`;
    ghost.style.top = `${event.clientY + 6}px`;
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
    const what = thing.work ? { work: thing.work, minutes: "" } : { visit: thing.visit, minutes: thing.minutes };
    step("place", { ...what, crew: there.resource.id, start: whole(halfHour(there.date)) }).then((done) => done || load());
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
  element("tray-count").textContent = things.length;
  const items = things.length ? things.map(trayItem) : [make("li", "tray-empty", settings.words.trayEmpty)];
  element("tray-list").replaceChildren(...items);
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
  calendar.setOption("resources", told.crews);
  calendar.setOption("events", [...told.free.map(backgroundOf), ...told.visits.map(eventOf)]);
  showTray(told.tray);
  showClashes(told.visits);
  element("board-notes").replaceChildren(...told.notes.map((note) => make("div", "note note-info", note)));
  place.dataset.mark = mark;
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
