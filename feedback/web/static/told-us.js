/* What pages do beyond forms and links. Nothing depends on it: what is missing or fails here, the browser does.
   ES2017, served as it is: pages, weak signal, leaving, reading aloud, events. */
(() => {
"use strict";

const KEY = "toldus", LEFT = "toldus-left"; // all that is ever written on the phone
const LOST = {}; // thrown when there is no signal
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

/* Pages: the next takes the place of this one, so one that is here already needs no signal. */

const flights = new Set();
let at = path(), turn = 0, left = false;
let touched = false; // something was filled in
let resume = true; // to go on once what waits is saved

async function ask(url, sent, type) {
  const stop = window.AbortController ? new AbortController() : {abort() {}};
  const timer = setTimeout(() => stop.abort(), 12000);
  flights.add(stop);
  try {
    const response = await fetch(url, {
      method: sent ? "POST" : "GET", body: sent, headers: type ? {"Content-Type": type} : {},
      credentials: "same-origin", signal: stop.signal,
    });
    const text = await response.text(), {status} = response;
    if (status > 501) throw LOST; // something between us and the server
    // A post that leads nowhere stays at this address.
    return {status, text, url: sent && response.url === url ? location.href : response.url};
  } catch (e) {
    throw LOST;
  } finally {
    clearTimeout(timer);
    flights.delete(stop);
  }
}

function swap(next, url, replace) {
  if (left) return;
  // Not ours, or goes on by itself: the browser's own business.
  if (!find("#main", next) || find("meta[http-equiv]", next)) { location.assign(url); return; }
  hush();
  if (path(new URL(url, location)) !== path()) history[replace ? "replaceState" : "pushState"](null, "", url);
  at = path();
  document.title = next.title;
  ["lang", "dir", "className"].forEach(name => { root[name] = next.documentElement[name]; });
  document.body = next.body;
  touched = resume = false;
  if (!page().wave) forget();
  const first = find(".summary") || find("h1"); // where a screen reader goes on
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

async function busy(work) { // a second tap does nothing
  find("main").setAttribute("aria-busy", "true");
  await work;
  find("main").removeAttribute("aria-busy");
}

function dress() {
  if (waits()) signal("lost");
  offerListen();
  const words = find("[data-print]");
  if (words && !find(".print")) find("main").append(button("print", words.dataset.print, () => print()));
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
  setTimeout(() => { line.textContent = line.dataset[state]; }, 99); // read out if it changes while shown
}

/* Weak signal: answers that can't be sent wait under their draft's token. */

let waiting = {}; // {token: {wave, answers: {question: [[field, value], …]}, send}}
let given = {}; // what was answered in this tab
let pack = null, packed = ""; // every question's page, and for which reader
let syncing = false;

const waits = () => Object.keys(waiting).length > 0;
const mine = () => waiting[page().token] || {answers: {}};

// Another tab may have written, and a phone may clear its storage: what either has counts.
function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) || {};
    Object.keys(kept).forEach(token => {
      const answers = Object.assign({}, (waiting[token] || {}).answers, kept[token].answers);
      waiting[token] = Object.assign(kept[token], {answers});
    });
  } catch (e) { /* what this tab has is enough */ }
  window.onbeforeunload = waits() ? () => true : null;
}

function save() {
  storage("removeItem", KEY);
  if (waits() && !left) storage("setItem", KEY, JSON.stringify(waiting));
  load();
}

function keep(question, fields) {
  load();
  const {wave, token} = page(), {answers} = mine();
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
    try { await handOver(token); } catch (e) { /* it waits on */ }
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
  // What changed meanwhile stays, and what is wrong until it's shown.
  const now = (waiting[token] || {answers: {}}).answers, wrong = said.wrong[0];
  const same = question => JSON.stringify(now[question]) === JSON.stringify(was[question]);
  drop(token, Object.keys(was).filter(question => same(question) && !said.wrong.includes(question)), send);
  if (!here()) return;
  if (wrong) {
    if (!touched) await showWrong(token, wrong, wave + "q/" + wrong);
  } else if (waiting[token]) {
    await handOver(token);
  } else {
    // The start page stays: someone else may hold the phone by now.
    if (resume) await visit(page().wave ? said.next : location.href);
    signal("back");
  }
}

// The server says what is wrong, on a fresh page whose form token is good.
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
      // Refused where the cookie is lost: the page's token is enough.
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
  if (lost) signal("lost");
  if (other) return;
  if (question && !find("textarea", form) && !fields.some(field => field[1].trim())) {
    find("input:not([type=hidden])", form).focus();
    return;
  }
  given[question] = fields;
  keep(question, fields);
  if (lost && pack) step(question, form.action);
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
    setTimeout(() => { packed = ""; }, 9000);
  }
}

const told = question => mine().answers[question.key] || given[question.key];

// The questions that this person is asked, by the server's rule.
function shown() {
  const open = {};
  pack.questions.forEach(question => {
    const met = ([key, options]) => {
      const fields = open[key] && (told(open[key]) || (open[key].chosen || []).map(value => ["answer", value]));
      return fields && fields.some(([name, value]) => name === "answer" && options.includes(value));
    };
    if (question.when.every(met)) open[question.key] = question;
  });
  return pack.questions.filter(question => open[question.key]);
}

const changing = url => /change=1/.test(url);

function step(key, url) {
  const open = shown(), due = open.find(question => !told(question) && !question.chosen);
  const next = key && (!changing(url) && open[open.findIndex(question => question.key === key) + 1] || due);
  if (next) paint(next, next.url);
  else end(page().wave + "check", !key);
}

// Shows a page that is here already. False if it isn't.
function offline(url, replace) {
  const to = path(new URL(url, location)), question = pack && pack.questions.find(one => one.url === to.split("?")[0]);
  if (question) paint(question, to, replace);
  else if (pack && to === page().wave + "check") end(to, false, replace);
  else return false;
  return true;
}

function paint(question, url, replace) {
  const next = parse(question.page), open = shown(), place = open.indexOf(question);
  const form = find("#question", next), back = find(".back", next), {words} = pack;
  const own = number => String(number).replace(/\d/g, digit => words.digits[digit]);
  if (told(question)) fill(form, told(question));
  form.setAttribute("action", url);
  if (changing(url)) back.href = page().wave + "check";
  else if (place > 0) back.href = open[place - 1].url;
  find(".progress", next).firstChild.textContent =
    words.progress.replace("{n}", own(place + 1)).replace("{t}", own(open.length));
  Object.assign(find("progress", next), {max: open.length, value: place + 1});
  swap(next, url, replace);
}

function fill(form, fields) {
  Array.from(form.elements).forEach(input => {
    const values = fields.filter(field => field[0] === input.name).map(field => field[1]);
    if (/radio|box/.test(input.type)) input.checked = values.includes(input.value);
    else if (/text/.test(input.type)) input.value = values[0] || "";
  });
}

// Every answer to check, or that they wait.
function end(url, sending, replace) {
  const next = parse(pack.end), open = shown(), count = Object.keys(mine().answers).length;
  all("div[data-question]", next).forEach(row => {
    const question = open.find(one => one.key === row.dataset.question), said = find("dd", row);
    if (!question) row.remove();
    else if (told(question)) { said.className = "said"; said.textContent = inWords(question, told(question)); }
  });
  find(".back", next).href = open[open.length - 1].url;
  find("#count", next).textContent = count;
  find("#counted", next).hidden = !count;
  find(sending ? "#checking" : "#sending", next).remove();
  swap(next, url, replace);
  resume = true;
}

function inWords(question, fields) {
  const form = find("#question", parse(question.page)), said = fields.filter(f => f[1].trim() && f[1] !== pack.skip);
  if (!said.length || find("textarea", form) && fields.some(f => f[1] === pack.skip)) return pack.words.skipped;
  return said.map(([name, value]) => {
    const box = Array.from(form.elements).find(one => /radio|box/.test(one.type) && one.name === name && one.value === value);
    return box ? box.closest("label").textContent.trim() : value;
  }).join(said[0][0] === "answer" ? "\n" : " ");
}

/* Leaving: nothing stays, and the other site opens. */

// Where the server can't be told, the flag tells it from the next page of ours.
function leave(form, goOn) {
  left = true;
  waiting = {};
  save();
  storage("setItem", LEFT, "1");
  forget();
  hush();
  flights.forEach(flight => flight.abort());
  const url = form.action;
  root.style.display = "none";
  document.title = "…";
  document.body.textContent = "";
  if (!("keepalive" in Request.prototype)) navigator.sendBeacon(url);
  return fetch(url, {method: "POST", credentials: "same-origin", keepalive: true})
    .then(response => response.ok ? storage("removeItem", LEFT) : Promise.reject());
}

function leaveNow(form) {
  const away = () => location.replace(form.dataset.to);
  Promise.race([leave(form), new Promise(soon => setTimeout(soon, 300))]).then(away, away);
}

let shifts = [];
function threeShifts(event) {
  const typing = document.activeElement.matches("textarea, input:not([type=radio]):not([type=checkbox])");
  if (event.key !== "Shift" || typing) shifts = [];
  else if (!event.repeat) shifts = shifts.filter(time => event.timeStamp - time < 2000).concat(event.timeStamp);
  if (shifts.length > 2) leaveNow(find("form.leave"));
}

/* Reading aloud, by a voice of the phone's own: any other sends what is read to its maker. */

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
    const saying = mine.saying = new SpeechSynthesisUtterance(piece.text); // held, or Chrome forgets its end
    saying.voice = voice(piece.run.lang);
    saying.lang = saying.voice.lang;
    saying.onboundary = event => reading === mine && mark(piece, event);
    saying.onend = saying.onerror = next;
    piece.run.part.classList.add("reading");
    speech.speak(saying);
  })();
}

// What is on the page, in pieces of one language, and short: Chrome stops in long ones.
function pieces() {
  const runs = [], found = [];
  all("h1, h2, p, li, .card", find("#question") || find("main")).forEach(part => {
    if (!part.offsetParent || part.closest(".buttons")) return;
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let run = null;
    while (walker.nextNode()) {
      const node = walker.currentNode, {lang} = node.parentNode.closest("[lang]");
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

const wayOut = find("form.leave");
if (storage("getItem", LEFT) && wayOut) { // left without signal
  (function again() {
    leave(wayOut).then(() => location.replace("/"), () => setTimeout(again, 5000));
  })();
  return;
}

let pressed = null; // for browsers that don't say which button it was
let able = true;

on("submit", event => {
  const form = event.target, by = event.submitter || pressed;
  if (form.matches(".leave")) {
    leaveNow(form);
    event.preventDefault();
  } else if (!able) {
    return;
  } else if (find("[aria-busy]")) {
    event.preventDefault();
  } else if (page().wave && /^(question|send)$/.test(form.id)) {
    event.preventDefault();
    getPack();
    busy(post(form, by)).catch(() => {
      able = false;
      (by || find("button", form)).click();
    });
  } else if (waits()) { // a new start lets the old draft go, so what waits for it goes first
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
  if (path() !== at) go(location.href, true); // and not just another place on this page
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
}, window);

on("online", sync, window);
on("visibilitychange", () => document.hidden || sync());
setInterval(sync, 15000);
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
