/* What our pages do beyond forms and links. Nothing depends on it: whatever is missing or fails here, forms and links
   go their own way. Plain ES2017, served as it is. In order: pages, weak signal, leaving, reading aloud. */
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
const path = () => location.pathname + location.search;
const page = () => document.body.dataset; // has a wave and a token where answers can wait

function storage(does, key, value) {
  try { return localStorage[does](key, value); } catch (e) { return null; }
}

/* Pages */

const flights = new Set();
let at = path(), turn = 0, left = false;
let touched = false; // something was filled in on this page
let resume = true; // go on from here as soon as what waits is saved

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
    // A page that was posted to and didn't lead on has no address of its own.
    return {status: response.status, url: sent && response.url === url ? path() : response.url, text};
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
  if (new URL(url, location).pathname + new URL(url, location).search !== path()) {
    history[replace ? "replaceState" : "pushState"](null, "", url);
  }
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
  if (waits() && offline(url)) return;
  busy(true);
  try {
    await visit(url, replace);
  } catch (e) {
    if (e !== LOST) location.assign(url);
    else if (!offline(url)) signal("lost");
  }
  busy(false);
}

function busy(yes) {
  find("main").setAttribute("aria-busy", yes);
}

const isBusy = () => find("main[aria-busy=true]");

function dress() {
  if (waits()) signal("lost");
  offerListen();
  const words = find("[data-print]");
  if (words) find("main .buttons").append(button(words.dataset.print, () => print()));
}

function button(words, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "same";
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

let waiting = {}; // token: {wave, answers: {question: [[field, value], …]}, send}
let given = {}; // what was answered in this tab
let pack = null, packed = ""; // every question's page, and for whom

const waits = () => Object.keys(waiting).length > 0;
const mine = () => waiting[page().token] || {answers: {}};

// Another tab may have written meanwhile, and a phone may clear its storage: what either has counts.
function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) || {};
    Object.keys(kept).forEach(token => {
      const own = waiting[token] || {answers: {}};
      waiting[token] = Object.assign({}, own, kept[token], {answers: Object.assign({}, own.answers, kept[token].answers)});
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
  const own = waiting[token] = Object.assign({wave}, mine());
  own.send = !question; // to answer again is to think again
  if (question) own.answers[question] = fields;
  save();
}

function forget() {
  given = {};
  pack = null;
  packed = "";
}

let syncing = null; // only ever one at a time
function sync() {
  load();
  const one = token => handOver(token).catch(() => {}); // no signal yet: it waits on
  syncing = syncing || Object.keys(waiting).reduce((all, token) => all.then(() => one(token)), Promise.resolve());
  return syncing.then(() => { syncing = null; });
}

async function handOver(token) {
  const {wave, answers, send} = waiting[token], sent = JSON.parse(JSON.stringify(answers));
  const got = await ask(wave + "sync", JSON.stringify({token, answers, send}), "application/json");
  const said = got.status === 404 ? {state: "gone"} : JSON.parse(got.text);
  load();
  const own = waiting[token], here = location.pathname.startsWith(wave);
  if (said.state !== "kept") {
    if (!said.state) throw LOST;
    delete waiting[token];
    save();
    if (said.state === "sent" || here) await visit(said.next || "/");
    return;
  }
  // What changed while it was under way stays, and so does what is wrong until it's shown.
  Object.keys(sent).forEach(key => {
    const same = JSON.stringify(own.answers[key]) === JSON.stringify(sent[key]);
    if (same && !said.wrong.includes(key)) delete own.answers[key];
  });
  own.send = own.send && !send;
  const wrong = said.wrong[0], more = Object.keys(own.answers).length || own.send;
  if (!more) delete waiting[token];
  save();
  if (!here) return;
  if (wrong) {
    if (!touched) await showWrong(own, wrong);
  } else if (more) {
    await handOver(token);
  } else {
    // From the start page not to a question: someone else may hold the phone by now.
    if (resume) await visit(page().wave ? said.next : location.href);
    signal("back");
  }
}

// The server says what is wrong, on a page of its own whose token is good.
async function showWrong(own, question) {
  const fields = own.answers[question];
  await visit(own.wave + "q/" + question);
  delete own.answers[question];
  if (!own.send && !Object.keys(own.answers).length) waiting = {};
  save();
  const form = find("#question");
  if (!form || form.dataset.question !== question) return;
  fill(form, fields);
  const got = await ask(form.action, new FormData(form));
  swap(parse(got.text), got.url);
}
