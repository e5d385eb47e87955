/* What our pages do beyond forms and links. Nothing depends on it: where anything here is missing or fails, the
   browser follows the form or the link itself. ES2017, for old phones. In order: pages, weak signal, leaving, reading
   aloud, events. */
(() => {
"use strict";

const KEY = "toldus", LEFT = "toldus-left"; // all that is ever written on the phone
const root = document.documentElement;
const find = (what, where = document) => where.querySelector(what);
const on = (what, does) => addEventListener(what, does);
const parse = html => new DOMParser().parseFromString(html, "text/html");
const path = (url = location) => url.pathname + url.search;
const page = () => document.body.dataset; // wave and token, on the pages where answers can wait

function storage(does, key, value) {
  try { return localStorage[does](key, value); } catch (e) { return null; }
}

/* Pages. The next takes the place of this one, so that one that is here already needs no signal. */

const flights = [];
let at = path(), left = false;
let turn = 0; // of pages that were asked for, so that only the last is shown
let resume = true, onward = ""; // whether to go on from here once what waits is saved, and where to

// Gives nothing where there is no signal. A post that leads nowhere else stays at this address.
async function ask(url, body) {
  const stop = new AbortController();
  flights.push(stop);
  setTimeout(() => stop.abort(), 12000);
  try {
    const method = body ? "POST" : "GET";
    const response = await fetch(url, {method, body, credentials: "same-origin", signal: stop.signal});
    const {status} = response, text = await response.text();
    // From 502 on it's something on the way that answers, and not the server.
    return status < 502 && {status, text, url: body && response.url === url ? location.href : response.url};
  } catch (e) {
    return null;
  }
}

// `asked` is the address that led here: a later question of a page leads to the page.
function swap(next, url, replace, asked = url) {
  if (left) return;
  // Not a page of ours, or one that goes on by itself.
  if (!find("#main", next) || find("meta[http-equiv]", next)) { location.assign(url); return; }
  hush();
  const to = path(new URL(url, location));
  if (to !== path()) history[replace ? "replaceState" : "pushState"](null, "", to);
  at = to;
  document.title = next.title;
  ["lang", "dir", "className"].forEach(name => { root[name] = next.documentElement[name]; });
  document.body = next.body;
  resume = false;
  onward = "";
  if (!page().wave) forget();
  const part = partOf(asked), first = find(".summary") || part || find("h1"); // a screen reader goes on from here
  first.tabIndex = -1;
  first.focus();
  if (first === part) part.scrollIntoView();
  else scrollTo(0, 0);
  dress();
}

// A question's part of a page of several, if its address isn't that of the whole page.
function partOf(url) {
  const [, key] = /\/q\/([^/?#]+)/.exec(url) || [], form = find("#question");
  return form && form.dataset.question !== key && document.getElementById(key + ".question");
}

async function visit(url, replace) {
  const mine = ++turn, got = await ask(url);
  if (got && mine === turn) swap(parse(got.text), got.url, replace, url);
  return got;
}

async function go(url, replace) {
  if (!(waits() && offline(url)) && !await visit(url, replace) && !offline(url)) signal("lost");
}

// One thing at a time: a second tap does nothing.
async function busy(work) {
  find("main").setAttribute("aria-busy", "true");
  await work;
  find("main").removeAttribute("aria-busy");
}

function dress() {
  if (waits()) signal("lost");
  offerListen();
  const words = find("[data-print]"), form = find("#question");
  const wrong = form ? parts(form).filter(part => fill(part, typed[part.dataset.question])) : [];
  wrong.forEach(part => delete typed[part.dataset.question]);
  if (wrong.length) busy(post(form)); // the server says what is wrong with them
  if (words) find("main").append(button("print", words.dataset.print, () => print()));
}

function button(name, textContent, onclick) {
  return Object.assign(document.createElement("button"), {className: "same " + name, textContent, onclick});
}

// Read out because it changes while it's shown; on the pages after it stands there from the start. It's at the
// foot of the screen, so that nothing moves under a thumb.
let state = "";
function signal(now) {
  const line = find("#signal"), say = () => { line.textContent = line.dataset[now]; };
  if (!line) return;
  line.hidden = false;
  if (state === now) say();
  else setTimeout(say, 99);
  state = now;
}

/* Weak signal. What can't be sent waits under its draft's token, on the phone and here, and goes when it can. */

let waiting = {}; // {token: {wave, answers: {question: [[field, value], …]}, send}}
let given = {}, typed = {}; // what was answered in this tab, and what of it is wrong
let pack = null, packed = ""; // every question's page, and for which reader
let syncing = false, once = true;

const waits = () => Object.keys(waiting).length > 0;
const own = (token = page().token) => waiting[token] || {answers: {}};

// Another tab may have written, and a phone may clear its storage: what either has counts.
function load() {
  const kept = JSON.parse(storage("getItem", KEY)) || {};
  Object.keys(kept).forEach(token => {
    if (waiting[token]) kept[token].answers = Object.assign(waiting[token].answers, kept[token].answers);
    waiting[token] = kept[token];
  });
  window.onbeforeunload = waits() ? () => true : null;
}

function save() {
  storage(waits() ? "setItem" : "removeItem", KEY, JSON.stringify(waiting));
  load();
}

function keep(answered) {
  if (left) return;
  load();
  const {wave, token} = page(), {answers} = own();
  Object.assign(answers, answered);
  waiting[token] = {wave, answers, send: !answered}; // to answer again is to think again
  save();
}

function forget() {
  given = {};
  typed = {};
  pack = null;
  packed = "";
}

async function sync() {
  load();
  once = !syncing;
  if (syncing) return;
  syncing = true;
  let saved = false;
  for (const token of Object.keys(waiting)) {
    try { saved = await handOver(token); } catch (e) { /* it waits on */ }
  }
  if (onward) await visit(onward);
  if (saved) signal("back");
  syncing = false;
  if (!once) await sync(); // the signal may have come back while this one failed
}

async function handOver(token) {
  const {wave, answers, send} = waiting[token], here = () => location.pathname.startsWith(wave);
  const sent = JSON.stringify({token, answers, send}), was = JSON.parse(sent).answers;
  const got = await ask(wave + "sync", new Blob([sent], {type: "application/json"}));
  const {state, next, wrong} = JSON.parse(got.text); // anything but our own words: wait on
  load();
  if (/sent|gone/.test(state)) {
    delete waiting[token];
    save();
    if (state === "sent" || here()) onward = next;
  }
  if (state !== "kept") return false;
  const now = own(token), question = wrong[0];
  Object.keys(was).forEach(key => {
    if (wrong.includes(key)) typed[key] = was[key];
    // What changed while it was under way waits on.
    if (JSON.stringify(now.answers[key]) === JSON.stringify(was[key])) delete now.answers[key];
  });
  now.send = now.send && !send;
  if (!now.send && !Object.keys(now.answers).length) delete waiting[token];
  save();
  if (waiting[token]) return handOver(token);
  // Someone else may hold the phone by now: the start page stays.
  if (resume && here()) onward = page().wave ? question ? wave + "q/" + question : next : location.href;
  return here();
}

// What each question of a page is in: several in parts of the form, one in the form itself.
function parts(form) {
  const several = form.querySelectorAll(".together");
  return several.length ? [...several] : [form];
}

async function post(form, pressed) {
  const {question} = form.dataset, data = new FormData(form);
  if (pressed && pressed.name) data.append(pressed.name, pressed.value);
  const fields = Array.from(data.entries()).filter(field => field[0] !== "csrf_token");
  const other = data.has("show"); // another language, which only the server has
  if (other) await sync(); // what waits goes first
  const got = !waits() && await ask(form.action, data);
  // Refused, where the cookie is lost: then the draft's token is enough.
  const answered = {};
  let empty;
  if (question) parts(form).forEach(part => {
    const key = part.dataset.question, mine = fields.filter(([name]) => part === form || name.startsWith(key + "."));
    if (find("textarea", part) || mine.some(field => field[1].trim())) answered[key] = mine;
    else if (!find(".before", part)) empty = empty || part; // what is kept as a band may stay
  });
  if (got && (other || !/400|410/.test(got.status))) {
    if (got.status === 200 && !other) Object.assign(given, answered);
    swap(parse(got.text), got.url);
    return;
  }
  // More than the server takes at once would wait for ever; in its box it is safe.
  const stay = other || empty || !got && JSON.stringify(fields).length > 60000;
  if (!got && (stay || !pack)) signal("lost");
  if (empty && !other) find("input:not([type=hidden])", empty).focus();
  if (stay) return;
  Object.assign(given, answered);
  keep(question && answered);
  if (!got && pack) step(question, form.action);
  else resume = true;
  sync();
}

async function getPack() {
  const {wave, token} = page(), reader = [token, root.lang, root.className].join();
  if (!wave || packed === reader) return;
  packed = reader;
  try {
    pack = JSON.parse((await ask(wave + "pack")).text);
    pack.words = find("#checking", parse(pack.end)).dataset;
  } catch (e) {
    packed = "";
  }
}

const told = question => own().answers[question.key] || given[question.key];

// The questions that this person is asked, by the same rule as on the server.
function shown() {
  const open = {};
  return pack.questions.filter(question => {
    const met = ([key, options]) => open[key] && open[key].some(value => options.includes(value));
    const fields = told(question);
    if (question.when.every(met)) open[question.key] = fields ? fields.map(field => field[1]) : question.chosen || [];
    return open[question.key];
  });
}

const changing = url => /change=1/.test(url);

function step(key, url) {
  const open = shown(), due = open.find(question => !told(question) && !question.chosen);
  const next = key && (!changing(url) && open[open.indexOf(together(key).pop()) + 1] || due);
  if (next) paint(next, next.url);
  else end(!key);
}

// Shows a page that is here already. False if it isn't.
function offline(url) {
  const to = path(new URL(url, location)), question = pack && pack.questions.find(one => one.url === to.split("?")[0]);
  if (question) paint(question, to);
  else if (pack && to === page().wave + "check") end();
  else return false;
  return true;
}

function paint(question, url) {
  const next = parse(pack.pages[question.page]), open = shown(), here = together(question.key), {words} = pack;
  const place = open.indexOf(here[0]), last = place + here.length - 1;
  const form = find("#question", next), back = find(".back", next), numbers = words.numbers.split(" ");
  parts(form).forEach(part => {
    const one = here.find(({key}) => key === part.dataset.question);
    if (one) fill(part, told(one));
    else part.remove();
  });
  form.dataset.question = here[0].key;
  const to = here[0].url + (changing(url) ? "?change=1" : "");
  form.setAttribute("action", to);
  if (changing(url)) back.href = page().wave + "check";
  else if (place > 0) back.href = together(open[place - 1].key)[0].url;
  const label = find(".progress label", next), was = label.textContent;
  label.textContent = (last > place ? words.several : words.progress).replace("{n}", numbers[place])
    .replace("{l}", numbers[last]).replace("{t}", numbers[open.length - 1]);
  next.title = next.title.replace(was, label.textContent);
  Object.assign(find("progress", next), {max: open.length, value: last + 1});
  swap(next, to, false, url);
}

// Those of a question's page that are asked, or it alone.
function together(key) {
  const question = pack.questions.find(one => one.key === key), open = shown();
  return open.includes(question) ? open.filter(one => one.page === question.page) : [question];
}

function fill(part, fields) {
  if (fields) for (const input of part.querySelectorAll("input, textarea")) {
    const values = fields.filter(field => field[0] === input.name).map(field => field[1]);
    if (/radio|box/.test(input.type)) input.checked = values.includes(input.value);
    else if (/text/.test(input.type)) input.value = values[0] || "";
  }
  return fields;
}

// Every answer to check, or once they are to be sent that they wait.
function end(sending) {
  const next = parse(pack.end), open = shown(), count = Object.keys(own().answers).length;
  next.querySelectorAll("div[data-question]").forEach(row => {
    const question = open.find(one => one.key === row.dataset.question), said = find("dd", row);
    if (!question) row.remove();
    else if (told(question)) Object.assign(said, {className: "said", textContent: inWords(question, told(question))});
  });
  find(".back", next).href = together(open[open.length - 1].key)[0].url;
  find("#count", next).textContent = count;
  find("#counted", next).hidden = !count;
  find(sending ? "#checking" : "#sending", next).remove();
  swap(next, page().wave + "check");
  resume = true;
}

function inWords(question, fields) {
  const page = find("#question", parse(pack.pages[question.page]));
  const form = parts(page).find(part => part.dataset.question === question.key);
  const said = fields.filter(f => f[1].trim() && f[1] !== pack.skip);
  if (!said.length || find("textarea", form) && fields.some(f => f[1] === pack.skip)) return pack.words.skipped;
  return said.map(([name, value]) => {
    const box = find(`.card [name="${name}"][value=${JSON.stringify(value)}]`, form);
    return box ? box.closest("label").textContent.trim() : value;
  }).join(/answer$/.test(said[0][0]) ? "\n" : " ");
}

/* Leaving: at once there is nothing to see, and nothing stays. */

// The flag stays until the server knows: if it can't be told now, the next page of ours tells it.
function leave(form) {
  left = true;
  waiting = {};
  save();
  storage("setItem", LEFT, "1");
  forget();
  hush();
  flights.forEach(flight => flight.abort());
  root.style.display = "none";
  document.title = "…";
  document.body.textContent = "";
  navigator.sendBeacon(form.action); // outlives this page
  return fetch(form.action, {method: "POST", credentials: "same-origin"})
    .then(response => response.ok ? storage("removeItem", LEFT) : Promise.reject());
}

function leaveNow(form) {
  const away = () => location.replace(form.dataset.to);
  Promise.race([leave(form), new Promise(soon => setTimeout(soon, 300))]).then(away, away);
}

/* Reading aloud, by the phone's own voices alone: others send what is read to their makers. */

let reading = null;
const speech = window.speechSynthesis;
const voice = lang => speech.getVoices().find(v => v.localService && v.lang.split(/[-_]/)[0] === lang);

function offerListen() {
  // Of several on a page some may have no recording.
  if (!speech || find(".listen") || find("audio") && !find(".together") || !find("#question, main [action$='/start']")) return;
  if (voice(root.lang)) find("main").prepend(button("listen", find("#signal").dataset.listen, listen));
}

function listen() {
  if (reading) { hush(); return; }
  const queue = pieces(), mine = reading = {};
  find(".listen").textContent = find("#signal").dataset.stop;
  (function next() {
    if (reading !== mine) return;
    unmark();
    const piece = queue.shift();
    if (!piece) { hush(); return; }
    const saying = mine.saying = new SpeechSynthesisUtterance(piece.text); // held, or Chrome forgets that it ends
    saying.voice = voice(piece.run.lang);
    saying.lang = saying.voice.lang;
    saying.onboundary = event => reading === mine && mark(piece, event);
    saying.onend = saying.onerror = next;
    piece.run.part.classList.add("reading");
    speech.speak(saying);
  })();
}

// What is on the page, in pieces of one language each, and short: Chrome stops in the middle of long ones.
function pieces() {
  const runs = [{}], found = [];
  const walker = document.createTreeWalker(find("#question") || find("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentNode, {lang} = parent.closest("[lang]");
    const part = parent.closest("h1, h2, p:not(.buttons), li, .card");
    if (!part || !part.offsetParent || !voice(lang)) continue;
    let run = runs[runs.length - 1];
    if (run.part !== part || run.lang !== lang) runs.push(run = {part, lang, text: "", nodes: []});
    run.nodes.push([node, run.text.length]);
    run.text += node.data;
  }
  runs.slice(1).forEach(run => {
    run.text.replace(/[^.!?؟።]{1,180}[.!?؟።]*/g, (text, start) => {
      if (text.trim()) found.push({run, text, start});
    });
  });
  return found;
}

function mark({run, text, start}, {charIndex, charLength}) {
  const range = document.createRange(), from = start + charIndex;
  const to = from + (charLength || /^\S*/.exec(text.slice(charIndex))[0].length);
  run.nodes.forEach(([node, first]) => {
    const last = first + node.length;
    if (from >= first && from < last) range.setStart(node, from - first);
    if (to > first && to <= last) range.setEnd(node, to - first);
  });
  if (CSS.highlights) { CSS.highlights.set("reading", new Highlight(range)); return; }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

function unmark() {
  if (CSS.highlights) CSS.highlights.delete("reading");
  else getSelection().removeAllRanges();
  document.querySelectorAll(".reading").forEach(part => part.classList.remove("reading"));
}

function hush() {
  if (!reading) return;
  reading = null;
  speech.cancel();
  unmark();
  find(".listen").textContent = find("#signal").dataset.listen;
}

/* Events */

const wayOut = find("[data-to]");
if (storage("getItem", LEFT) && wayOut) { // left without signal
  (function again() {
    leave(wayOut).then(() => location.replace("/"), () => setTimeout(again, 5000));
  })();
  return;
}

// Old browsers don't say which button it was.
let pressed = null, able = window.fetch && window.AbortController;

on("submit", event => {
  const form = event.target, by = event.submitter || pressed;
  if (form.matches("[data-to]")) leaveNow(form);
  else if (!able) return;
  else if (find("[aria-busy]")) pressed = null; // a second tap
  else if (page().wave && /^(question|send)$/.test(form.id)) {
    getPack();
    busy(post(form, by)).catch(() => {
      able = false;
      (by || find("button", form)).click();
    });
  } else if (waits()) { // starting anew lets the draft go, so what waits for it goes first
    sync().then(() => waits() ? signal("lost") : form.submit());
  } else return;
  event.preventDefault();
});

on("click", event => {
  pressed = event.target.closest("button");
  const link = event.target.closest("a[href]"), {wave} = page();
  if (!able || !link || !wave || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hash || !link.href.startsWith(location.origin + wave)) return;
  event.preventDefault();
  if (!find("[aria-busy]")) busy(go(link.href)).catch(() => location.assign(link.href));
});

on("popstate", () => {
  if (path() !== at) go(location.href, true).catch(() => location.reload());
});

["input", "change"].forEach(what => on(what, () => {
  if (onward) turn++; // nothing is taken from under anyone's fingers
  resume = false;
  onward = "";
  getPack();
}));

// Shift by itself, down and up: not for a capital, nor on a phone's own keyboard, which names no key.
let shifts = [], alone = false;
on("keydown", event => {
  getPack();
  alone = event.key === "Shift" && !!event.code;
  if (!alone) shifts = [];
});
on("keyup", event => {
  if (!alone || event.key !== "Shift") return;
  alone = false;
  shifts = shifts.filter(time => event.timeStamp - time < 2000).concat(event.timeStamp);
  if (shifts.length > 2 && wayOut) leaveNow(wayOut);
});

on("storage", event => { // another tab
  if (event.key === LEFT && event.newValue && wayOut && !left) leaveNow(wayOut);
  if (event.key && event.key !== KEY) return;
  waiting = {};
  load();
});

on("online", sync);
document.addEventListener("visibilitychange", sync);
setInterval(sync, 15000);
on("pagehide", hush);
on("pageshow", event => {
  if (!event.persisted || waits()) return; // Back may have brought what was left or sent
  root.style.display = "none";
  location.reload();
});
if (speech) speech.onvoiceschanged = offerListen;

dress();
sync();
})();
