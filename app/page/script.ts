/**
 * What runs in the browser: it follows the events of the run, fetches the page anew when something has changed, and changes the
 * one that is shown as little as possible, so that whoever reads, scrolls or types is not disturbed. Text, since it is built for
 * another place than all the rest; tests run it in a browser.
 */
export const SCRIPT = `'use strict';
const root = document.documentElement;
const connection = document.getElementById('connection');
const said = document.getElementById('said');
let events = root.dataset.events;
let last = Number(root.dataset.after);
let over = events === undefined;
let source = null;
let timer = null;
let fetching = false;
let gap = 300;

function keyOf(node) {
  return node.nodeType === 1 ? node.getAttribute('data-key') : null;
}

/** Makes one node like the other. What the reader opened stays open. */
function become(node, wanted) {
  if (node.isEqualNode(wanted)) return;
  if (node.nodeType !== 1) {
    if (node.nodeValue !== wanted.nodeValue) node.nodeValue = wanted.nodeValue;
    return;
  }
  for (const { name } of [...node.attributes]) {
    if (!wanted.hasAttribute(name) && name !== 'open') node.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  becomeInside(node, wanted);
}

/** What has a key is found by it and not moved unless it must; the rest is taken in order, by its kind. */
function becomeInside(node, wanted) {
  const children = [...wanted.childNodes];
  const keys = new Set(children.map(keyOf));
  const known = new Map();
  for (const child of [...node.childNodes]) {
    const key = keyOf(child);
    if (key !== null && keys.has(key)) known.set(key, child);
    else if (key !== null) child.remove();
  }
  let at = node.firstChild;
  const drop = until => {
    while (at !== null && at !== until && keyOf(at) === null) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  };
  for (const child of children) {
    const key = keyOf(child);
    const own = key === null ? alike(at, child) : (known.get(key) ?? null);
    if (own !== null) drop(own);
    if (own === null) node.insertBefore(child, at);
    else if (own === at) at = at.nextSibling;
    else node.insertBefore(own, at);
    if (own !== null) become(own, child);
  }
  while (at !== null) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/** The next without a key that is of the same kind; text only where it stands. */
function alike(at, wanted) {
  for (let next = at; next !== null && keyOf(next) === null; next = next.nextSibling) {
    if (next.nodeName === wanted.nodeName) return next;
    if (wanted.nodeType !== 1) return null;
  }
  return null;
}

async function refresh() {
  timer = null;
  fetching = true;
  const began = performance.now();
  try {
    const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
    // Who may not see it any more is told so by the page itself; what is over may be read to its end.
    if (!over && (answer.status === 401 || answer.status === 404)) location.reload();
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch {
    // The stream tells that the connection is lost.
  }
  fetching = false;
  gap = Math.max(300, 3 * (performance.now() - began));
}

function show(fresh) {
  const before = document.querySelector('h1').textContent;
  become(document.querySelector('main'), fresh.querySelector('main'));
  document.title = fresh.title;
  const now = document.querySelector('h1').textContent;
  if (now !== before) said.textContent = now;
  const stream = fresh.documentElement.dataset;
  if (over === (stream.events === undefined)) return;
  over = !over;
  if (over) {
    leave();
    tell('the run is over', false);
  } else {
    events = stream.events;
    last = Number(stream.after);
    follow();
  }
}

function soon() {
  if (timer === null) timer = setTimeout(() => (fetching ? ((timer = null), soon()) : refresh()), gap);
}

function tell(words, live) {
  connection.textContent = words;
  connection.classList.toggle('live', live);
}

function follow() {
  if (over || source !== null || document.hidden) return;
  source = new EventSource(events + '?after=' + last);
  source.addEventListener('open', () => tell('live', true));
  source.addEventListener('progress', event => {
    last = Number(event.lastEventId);
    soon();
  });
  source.addEventListener('jobs', soon);
  source.addEventListener('end', () => {
    leave();
    soon();
  });
  source.addEventListener('error', () => {
    tell('connection lost, trying again', false);
    if (source.readyState !== EventSource.CLOSED) return;
    leave();
    soon();
    setTimeout(follow, 5000);
  });
}

function leave() {
  if (source !== null) source.close();
  source = null;
}

/** Browsers that do not open the details that a link leads into. */
function open() {
  const target = document.getElementById(location.hash.slice(1));
  const details = target && target.closest('details');
  if (details && !details.open) {
    details.open = true;
    target.scrollIntoView();
  }
}

addEventListener('hashchange', open);
open();
document.addEventListener('visibilitychange', () => {
  if (document.hidden) leave();
  else {
    follow();
    soon();
  }
});
// What runs takes longer from moment to moment, and no event says so.
setInterval(() => over || document.hidden || soon(), 10_000);
// What is over may be gone on with, by a retry or by whoever resumes it.
setInterval(() => document.hidden || soon(), 60_000);
follow();
`;
