"use strict";

// The tray of the board: searched, filtered, sorted, and shown whole where that is asked for.
const Tray = {
  things: [],
  words: {},
  today: "",
  draw: null,

  start(words, today, draw) {
    Object.assign(this, { words, today, draw });
    ["tray-search", "tray-kind", "tray-estate", "tray-due", "tray-sort"].forEach((id) =>
      document.getElementById(id).addEventListener("input", () => this.show()),
    );
    const whole = document.getElementById("tray-whole");
    whole.addEventListener("click", () => {
      const open = document.getElementById("board-tray").classList.toggle("is-whole");
      whole.setAttribute("aria-expanded", String(open));
      whole.textContent = open ? words.showFewer : words.showAll;
    });
  },

  fill(things) {
    this.things = things;
    this.offer("tray-kind", things.map((thing) => thing.kind));
    this.offer("tray-estate", things.map((thing) => thing.estate));
    this.show();
  },

  offer(id, names) {
    const select = document.getElementById(id);
    const chosen = select.value;
    const options = [...new Set([...names, chosen].filter(Boolean))].sort((one, other) => one.localeCompare(other, "zh"));
    select.replaceChildren(select.options[0], ...options.map((name) => new Option(name, name)));
    select.value = chosen;
  },

  wanted(thing) {
    const value = (id) => document.getElementById(id).value.trim();
    const text = `${thing.name} ${thing.estate} ${thing.kind} ${thing.place}`.toLowerCase();
    const due = value("tray-due");
    const week = new Date(new Date(`${this.today}T00:00:00Z`).getTime() + 7 * 86400000).toISOString().slice(0, 10);
    const days = {
      "": () => true,
      overdue: () => thing.due && thing.due < this.today,
      soon: () => thing.due && thing.due <= week,
      urgent: () => thing.urgent,
    };
    return (
      value("tray-search").toLowerCase().split(/\s+/).every((word) => text.includes(word)) &&
      (!value("tray-kind") || thing.kind === value("tray-kind")) &&
      (!value("tray-estate") || thing.estate === value("tray-estate")) &&
      days[due]()
    );
  },

  show() {
    const by = document.getElementById("tray-sort").value;
    const key = (thing) => (by === "due" ? `${thing.urgent ? 0 : 1}${thing.due || "9999"}` : thing[by]);
    const shown = this.things.filter((thing) => this.wanted(thing));
    shown.sort((one, other) => key(one).localeCompare(key(other), "zh") || one.name.localeCompare(other.name));
    const count = shown.length === this.things.length ? shown.length : `${shown.length} / ${this.things.length}`;
    document.getElementById("tray-count").textContent = count;
    this.draw(shown);
  },
};
