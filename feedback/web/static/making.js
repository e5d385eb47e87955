/* Making a survey, where a script runs: what to look at and the phone follow as one types, what was typed outlives a
   lost signal or a session that ended, and questions can be dragged. Without it, Save and the arrows do all of this. */
(() => {
"use strict";
const find = (what, where = document) => where.querySelector(what);
const all = (what, where = document) => Array.from(where.querySelectorAll(what));
const parse = html => new DOMParser().parseFromString(html, "text/html");
const PREFIX = "making ", SENT = "making-sent";
const tab = (does, ...given) => { try { return sessionStorage[does](...given); } catch (e) { return null; } };

if (new URLSearchParams(location.search).has("saved")) {
  const sent = tab("getItem", SENT);
  if (sent) { tab("removeItem", sent); tab("removeItem", SENT); }
}

const form = find("form.making");
if (form) {
  const place = PREFIX + location.pathname;
  const fields = () => all("input, textarea, select", form).filter(f => f.name && f.name !== "csrf_token");
  const ticks = f => f.type === "checkbox" || f.type === "radio";
  const held = () => JSON.stringify(fields().map(f => [f.name, ticks(f) ? f.value : null, ticks(f) ? f.checked : f.value]));
  const fresh = held();
  const restore = kept => {
    for (const [name, value, said] of JSON.parse(kept)) {
      const field = fields().find(f => f.name === name && (value === null || f.value === value));
      if (field && ticks(field)) field.checked = said;
      else if (field) field.value = said;
    }
  };
  const kept = tab("getItem", place);
  if (kept && kept !== fresh) {
    restore(kept); // with the version that it was typed over, so that nobody's newer words are written over
    find("#kept").hidden = false;
    find("#throw-away").onclick = () => { tab("removeItem", place); location.reload(); };
  }

  let waiting = 0, turn = 0;
  const ask = async address => {
    const response = await fetch(address, {method: "POST", body: new FormData(form), credentials: "same-origin"});
    return response.ok && !response.redirected ? parse(await response.text()) : null;
  };
  const look = async () => {
    const now = ++turn;
    try {
      const {lookAt, preview} = form.dataset;
      if (!lookAt) return;
      const [seen, drawn] = await Promise.all([ask(lookAt), ask(preview)]);
      if (now !== turn || !seen || !drawn) return;
      for (const field of all("[data-look]", form)) {
        const found = find(`[data-look="${field.dataset.look}"]`, seen);
        field.innerHTML = found ? found.innerHTML : "";
      }
      const sentence = find("#sentence"), said = find("#sentence", seen).textContent.trim();
      if (sentence) { sentence.hidden = !said; find("span", sentence).textContent = said; }
      const phone = find(".phone iframe").contentDocument;
      phone.documentElement.className = drawn.documentElement.className;
      phone.body.replaceWith(phone.adoptNode(drawn.body));
    } catch (e) { /* no signal: what is typed is kept all the same */ }
  };
  form.addEventListener("input", () => {
    tab("setItem", place, held());
    clearTimeout(waiting);
    waiting = setTimeout(look, 500);
  });
  form.addEventListener("submit", () => { tab("setItem", place, held()); tab("setItem", SENT, place); });
  if (kept && kept !== fresh) look();
}

const list = find(".outline");
if (list) {
  let dragged = null;
  for (const item of all("li", list)) {
    item.draggable = true;
    item.addEventListener("dragstart", event => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.question);
    });
    item.addEventListener("dragover", event => {
      if (!dragged) return;
      event.preventDefault();
      item.classList.add("over");
    });
    item.addEventListener("dragleave", () => item.classList.remove("over"));
    item.addEventListener("dragend", () => { dragged = null; all(".over", list).forEach(o => o.classList.remove("over")); });
    item.addEventListener("drop", event => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      const key = dragged.dataset.question;
      find(`[name="place-of-${key}"]`, list).value = item.dataset.place;
      find(`[value="to:${key}"]`, list).click();
    });
  }
}
})();
