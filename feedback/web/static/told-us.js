/* What our pages do beyond forms and links. Nothing depends on it: whatever is missing or fails here, forms and links
   go their own way. Plain ES2017, served as it is. In order: pages, weak signal, leaving, reading aloud, events. */
(() => {
"use strict";

const KEY = "toldus", LEFT = "toldus-left"; // all that is ever written on the phone
const LOST = {}; // thrown when there is no signal
const PATIENCE = 12000, AGAIN = 15000;
const root = document.documentElement;
const find = (what, where = document) => where.querySelector(what);
const all = (what, where = document) => Array.from(where.querySelectorAll(what));
const on = (what, does, where = document) => where.addEventListener(what, does);
const parse = html => new DOMParser().parseFromString(html, "text/html");
const path = (url = location) => url.pathname + url.search;
const page = () => document.body.dataset; // has a wave and a token where answers can wait

function storage(does, key, value) {
  try { return localStorage[does](key, value); } catch (e) { return null; }
}

/* Pages: the next one takes the place of this one, so that a page needs no signal if it's here already. */

const flights = new Set();
let at = path(), turn = 0, left = false;
let touched = false; // something was filled in on this page
let resume = true; // go on from this page as soon as what waits is saved

async function ask(url, sent, type) {
  const stop = window.AbortController ? new AbortController() : {abort() {}};
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  flights.add(stop);
  try {
    const response = await fetch(url, {
      method: sent ? "POST" : "GET", body: sent, headers: type ? {"Content-Type": type} : {},
      credentials: "same-origin", signal: stop.signal,
    });
    const text = await response.text();
    if (response.status > 501) throw LOST; // something between us and the app
    // What answers a post without leading on has no address of its own.
    return {status: response.status, url: sent && response.url === url ? location.href : response.url, text};
  } catch (e) {
    throw LOST;
  } finally {
    clearTimeout(timer);
    flights.delete(stop);
  }
}

function swap(next, url, replace) {
  if (left) return;
  // Not one of ours, or one that goes on by itself: the browser's own business.
  if (!find("#main", next) || find("meta[http-equiv]", next)) { location.assign(url); return; }
  hush();
  if (path(new URL(url, location)) !== path()) history[replace ? "replaceState" : "pushState"](null, "", url);
  at = path();
  document.title = next.title;
  ["lang", "dir", "className"].forEach(name => { root[name] = next.documentElement[name]; });
  document.body = next.body;
  touched = resume = false;
  if (!page().wave) forget();
  // A screen reader goes on from what has the focus: what is wrong, or the question.
  const first = find(".summary") || find("h1");
  first.tabIndex = -1;
  first.focus();
  scrollTo(0, 0);
  dress();
}

async function visit(url, replace) {
  const mine = ++turn, got = await ask(url);
  if (mine === turn) swap(parse(got.text), got.url, replace);
}

async function go(url, replace) {
  if (waits() && offline(url, replace)) return;
  try {
    await visit(url, replace);
  } catch (e) {
    if (e !== LOST) location.assign(url);
    else if (!offline(url, replace)) signal("lost");
  }
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
  const words = find("[data-print]");
  if (words && !find(".print")) find("main .buttons").append(button("print", words.dataset.print, () => print()));
}

function button(name, words, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "same " + name;
  made.textContent = words;
  on("click", does, made);
  return made;
}

function signal(state) {
  const line = find("#signal");
  if (!line) return;
  line.hidden = false;
  setTimeout(() => { line.textContent = line.dataset[state]; }, 99); // said aloud if it changes once it is there
}

/* Weak signal: answers that could not be sent wait here, by the draft's token, and go as soon as they can. */

let waiting = {}; // {token: {wave, answers: {question: [[field, value], …]}, send}}
let given = {}; // what was answered in this tab
let pack = null, packed = ""; // every question's page, and how it is read
let syncing = null;

const waits = () => Object.keys(waiting).length > 0;
const mine = () => waiting[page().token] || {answers: {}};

// Another tab may have written meanwhile, and a phone may clear its storage: what either has counts.
function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) || {};
    Object.keys(kept).forEach(token => {
      const answers = Object.assign({}, (waiting[token] || {}).answers, kept[token].answers);
      waiting[token] = Object.assign(kept[token], {answers});
    });
  } catch (e) { /* what this tab has is enough */ }
}

function save() {
  const some = waits() && !left;
  storage("removeItem", KEY);
  if (some) storage("setItem", KEY, JSON.stringify(waiting));
  window.onbeforeunload = some ? () => true : null;
}

function keep(question, fields) {
  const {wave, token} = page();
  load();
  const {answers} = mine();
  if (question) answers[question] = fields;
  waiting[token] = {wave, answers, send: !question}; // to answer again is to think again
  save();
}

function drop(token, questions, send) {
  const own = waiting[token] || {answers: {}};
  questions.forEach(question => delete own.answers[question]);
  own.send = own.send && !send;
  if (!own.send && !Object.keys(own.answers).length) delete waiting[token];
  save();
}

function forget() {
  given = {};
  pack = null;
  packed = "";
}

async function sync() {
  load();
  if (syncing) return;
  syncing = true;
  for (const token of Object.keys(waiting)) {
    try { await handOver(token); } catch (e) { /* no signal yet: it waits on */ }
  }
  syncing = false;
}

async function handOver(token) {
  const {wave, answers, send} = waiting[token], here = () => location.pathname.startsWith(wave);
  const sent = JSON.stringify({token, answers, send}), was = JSON.parse(sent).answers;
  const got = await ask(wave + "sync", sent, "application/json");
  const said = got.status === 404 ? {state: "gone", next: "/"} : JSON.parse(got.text);
  load();
  if (/sent|gone/.test(said.state)) {
    delete waiting[token];
    save();
    if (said.state === "sent" || here()) await visit(said.next);
  }
  if (said.state !== "kept") return;
  // What changed while it was under way stays, and so does what is wrong until it's shown.
  const now = (waiting[token] || {answers: {}}).answers, wrong = said.wrong[0];
  const same = question => JSON.stringify(now[question]) === JSON.stringify(was[question]);
  drop(token, Object.keys(was).filter(question => same(question) && !said.wrong.includes(question)), send);
  if (!here()) return;
  if (wrong) {
    if (!touched) await showWrong(token, wrong, wave + "q/" + wrong);
  } else if (waiting[token]) {
    await handOver(token);
  } else {
    // The start page stays the start page: someone else may hold the phone by now.
    if (resume) await visit(page().wave ? said.next : location.href);
    signal("back");
  }
}

// The server says what is wrong. Its own page has a token that is good.
async function showWrong(token, question, url) {
  const fields = waiting[token].answers[question];
  await visit(url);
  drop(token, [question]);
  const form = find("#question");
  if (!form || form.dataset.question !== question) return;
  fill(form, fields);
  const got = await ask(form.action, new FormData(form));
  swap(parse(got.text), got.url);
}

async function post(form, pressed) {
  const question = form.dataset.question, data = new FormData(form);
  if (pressed && pressed.name) data.append(pressed.name, pressed.value);
  const fields = Array.from(data.entries()).filter(field => field[0] !== "csrf_token");
  const other = data.has("show"); // another language, which only the server has
  let lost = waits() && !other; // what waits goes first
  if (!lost) {
    try {
      const got = await ask(form.action, data);
      // Refused where the cookie is lost: then the token in the page is enough.
      if (other || !/400|410/.test(got.status)) {
        if (got.status === 200 && !other) given[question] = fields;
        swap(parse(got.text), got.url);
        return;
      }
    } catch (e) {
      if (e !== LOST) throw e;
      lost = true;
    }
  }
  if (other) { signal("lost"); return; }
  if (question && !find("textarea", form) && !fields.some(field => field[1].trim())) {
    find("input:not([type=hidden])", form).focus();
    return;
  }
  given[question] = fields;
  keep(question, fields);
  if (lost) signal("lost");
  if (lost && pack) step(question, /change=1/.test(form.action));
  else resume = true;
  sync();
}

async function getPack() {
  const {wave, token} = page(), how = [token, root.lang, root.className].join();
  if (!wave || packed === how) return;
  packed = how;
  try {
    pack = JSON.parse((await ask(wave + "pack")).text);
    pack.words = find("[data-skipped]", parse(pack.end)).dataset;
  } catch (e) {
    setTimeout(() => { packed = ""; }, AGAIN);
  }
}

const told = question => mine().answers[question.key] || given[question.key];

function chosen(question) {
  const fields = told(question);
  return fields ? fields.filter(field => field[0] === "answer").map(field => field[1]) : question.chosen || [];
}

// The questions that this person is asked, by the same rule as on the server.
function shown() {
  const open = {};
  pack.questions.forEach(question => {
    if (question.when.every(([key, options]) => open[key] && chosen(open[key]).some(o => options.includes(o)))) {
      open[question.key] = question;
    }
  });
  return Object.keys(open).map(key => open[key]);
}

function step(key, changing) {
  const open = shown(), due = open.find(question => !told(question) && !question.chosen);
  const next = key && (!changing && open[open.findIndex(question => question.key === key) + 1] || due);
  if (next) paint(next, next.url);
  else end(page().wave + "check", !key);
}

// Shows a page that is here already. False if it isn't.
function offline(url, replace) {
  const to = new URL(url, location), question = pack && pack.questions.find(one => one.url === to.pathname);
  if (question) paint(question, path(to), replace);
  else if (pack && to.pathname === page().wave + "check") end(path(to), false, replace);
  else return false;
  return true;
}

function paint(question, url, replace) {
  const next = parse(question.page), open = shown(), place = open.indexOf(question), fields = told(question);
  const changing = /change=1/.test(url), progress = find(".progress", next), words = pack.words;
  const own = number => String(number).replace(/\d/g, digit => words.digits[digit]);
  if (fields) fill(find("#question", next), fields);
  if (changing) find("#question", next).setAttribute("action", url);
  if (changing || place > 0) find(".back", next).href = changing ? page().wave + "check" : open[place - 1].url;
  progress.firstChild.textContent = words.progress.replace("{n}", own(place + 1)).replace("{t}", own(open.length));
  Object.assign(find("progress", next), {max: open.length, value: place + 1});
  swap(next, url, replace);
}

function fill(form, fields) {
  Array.from(form.elements).forEach(input => {
    const values = fields.filter(field => field[0] === input.name).map(field => field[1]);
    if (/radio|checkbox/.test(input.type)) input.checked = values.includes(input.value);
    else if (/text/.test(input.type)) input.value = values[0] || "";
  });
}

// Every answer to check, or once it's to be sent that it waits.
function end(url, sending, replace) {
  const next = parse(pack.end), open = shown(), count = Object.keys(mine().answers).length;
  all("div[data-question]", next).forEach(row => {
    const question = open.find(one => one.key === row.dataset.question), said = find("dd", row);
    if (!question) row.remove();
    else if (told(question)) { said.className = "said"; said.textContent = inWords(question, told(question)); }
  });
  find(".back", next).href = open[open.length - 1].url;
  find("#count", next).textContent = count;
  find(sending ? "#checking" : "#sending", next).remove();
  if (!count) find("#counted", next).remove();
  swap(next, url, replace);
  resume = true;
}

function inWords(question, fields) {
  const form = find("#question", parse(question.page));
  const said = fields.filter(field => field[1].trim() && field[1] !== pack.skip);
  const skipped = said.length < fields.length && find("textarea", form) && fields.some(f => f[1] === pack.skip);
  if (skipped || !said.length) return pack.words.skipped;
  return said.map(([name, value]) => {
    const box = Array.from(form.elements).find(one => one.name === name && one.value === value && one.type !== "text");
    return box && box.closest("label") ? box.closest("label").textContent.trim() : value;
  }).join(said[0][0] === "answer" ? "\n" : " ");
}

/* Leaving: nothing stays, and the other site opens. */

// Says so to the server; if that can't be, the flag says it when a page of ours is next opened.
function sayLeft() {
  storage("removeItem", KEY);
  storage("setItem", LEFT, "1");
  const url = find("form.leave").action;
  if (!("keepalive" in Request.prototype)) return Promise.resolve(navigator.sendBeacon(url));
  return fetch(url, {method: "POST", credentials: "same-origin", keepalive: true}).then(response => {
    if (!response.ok) throw LOST;
    storage("removeItem", LEFT);
  });
}

function blank() {
  left = true;
  root.style.display = "none";
  document.title = "…";
  document.body.textContent = "";
}

function leave() {
  const form = find("form.leave");
  if (!form) return;
  hush();
  window.onbeforeunload = null;
  waiting = {};
  forget();
  flights.forEach(flight => flight.abort());
  const away = () => location.replace(form.dataset.to), soon = new Promise(does => setTimeout(does, 300));
  const told = sayLeft();
  blank();
  Promise.race([told, soon]).then(away, away);
}

let shifts = [];
function threeShifts(event) {
  const typing = document.activeElement.matches("textarea, input:not([type=radio]):not([type=checkbox])");
  if (event.key !== "Shift" || typing) shifts = [];
  else if (!event.repeat) shifts = shifts.filter(time => event.timeStamp - time < 2000).concat(event.timeStamp);
  if (shifts.length > 2) leave();
}

/* Reading aloud: by a voice of the phone itself, because any other would send what is read to its maker. */

let reading = null;
const speech = window.speechSynthesis;

const voice = lang => speech.getVoices().find(v => v.localService && v.lang.split(/[-_]/)[0] === lang.split("-")[0]);

function offerListen() {
  const words = find("#signal[data-listen]");
  if (!words || !speech || find("audio, .listen") || !find("#question, main [action$='/start']")) return;
  if (voice(root.lang)) find("main").prepend(button("listen", words.dataset.listen, listen));
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

// What is on the page in order, in pieces of one language each, and short: Chrome stops in the middle of long ones.
function pieces() {
  const runs = [], found = [];
  all("main h1, main h2, main p, main li, main .card").forEach(part => {
    if (!part.offsetParent || part.closest(".buttons")) return;
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let run = null;
    while (walker.nextNode()) {
      const node = walker.currentNode, lang = node.parentNode.closest("[lang]").lang;
      if (!run || run.lang !== lang) runs.push(run = {part, lang, text: "", nodes: []});
      run.nodes.push([node, run.text.length]);
      run.text += node.data;
    }
  });
  runs.filter(run => voice(run.lang)).forEach(run => {
    run.text.replace(/[^.!?؟።]{1,180}(?:[.!?؟።]+|\s|$)\s*|[^]{1,180}/g, (text, start) => {
      if (text.trim()) found.push({run, text, start});
    });
  });
  return found;
}

function mark({run, text, start}, event) {
  const range = document.createRange(), length = event.charLength || /^\S*/.exec(text.slice(event.charIndex))[0].length;
  const from = start + event.charIndex, to = from + length;
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
  all(".reading").forEach(part => part.classList.remove("reading"));
}

function hush() {
  if (!reading) return;
  reading = null;
  speech.cancel();
  unmark();
  find(".listen").textContent = find("#signal").dataset.listen;
}

/* Events */

// Left while there was no signal: before anything else the server is told.
if (storage("getItem", LEFT) && find("form.leave")) {
  window.stop();
  (function again() {
    const told = sayLeft();
    blank();
    told.then(() => location.replace("/"), () => setTimeout(again, 5000));
  })();
  return;
}

let pressed = null; // for browsers that don't say which button it was

on("submit", event => {
  const form = event.target, by = event.submitter || (pressed && pressed.form === form ? pressed : null);
  if (form.matches(".leave")) {
    leave();
    event.preventDefault();
  } else if (find("[aria-busy]")) {
    event.preventDefault();
  } else if (page().wave && /^(question|send)$/.test(form.id)) {
    event.preventDefault();
    getPack();
    busy(post(form, by)).catch(() => {
      if (by && by.name) form.append(Object.assign(document.createElement("input"), {type: "hidden", name: by.name, value: by.value}));
      HTMLFormElement.prototype.submit.call(form);
    });
  } else if (waits()) { // to start again lets a draft go, so what waits for it goes first
    event.preventDefault();
    sync().then(() => waits() ? signal("lost") : form.submit());
  }
});

on("click", event => {
  pressed = event.target.closest("button");
  const link = event.target.closest("a[href]"), {wave} = page();
  if (!link || !wave || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hash || link.origin !== location.origin || !link.pathname.startsWith(wave)) return;
  event.preventDefault();
  if (!find("[aria-busy]")) busy(go(link.href));
});

on("popstate", () => {
  if (path() !== at) go(location.href, true); // at another page, not at another place on this one
}, window);

["input", "change"].forEach(what => on(what, () => {
  touched = true;
  resume = false;
  getPack();
}));

on("keydown", event => {
  getPack();
  threeShifts(event);
});

on("storage", event => {
  if (event.key && event.key !== KEY) return;
  waiting = {};
  load();
  save();
}, window);

on("online", sync, window);
on("visibilitychange", () => document.hidden || sync());
setInterval(sync, AGAIN);
on("pagehide", hush, window);
on("pageshow", event => {
  if (!event.persisted || waits()) return; // Back may have brought what was left or sent
  root.style.display = "none";
  location.reload();
}, window);
if (speech && speech.addEventListener) on("voiceschanged", offerListen, speech);

dress();
sync();
})();
