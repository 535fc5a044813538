import { Problem, token } from './api.js';
import { fill, h } from './dom.js';
import { isSending } from './forms.js';
import { reach } from './live.js';
import { chooseTheme } from './theme.js';
import { runs } from './runs.js';
import { run } from './run.js';
import { compare } from './compare.js';
import { experiments } from './experiments.js';
import { experiment } from './experiment.js';
import { dataset } from './dataset.js';
import { datasets } from './datasets.js';
import { queue } from './queue.js';
import { submit } from './submit.js';

const VIEWS = [
  [/^\/runs$/, runs, 'Runs'],
  [/^\/runs\/([^/]+)$/, run, 'Run'],
  [/^\/compare$/, compare, 'Compare runs'],
  [/^\/experiments$/, experiments, 'Experiments'],
  [/^\/experiments\/([^/]+)$/, experiment, 'Experiment'],
  [/^\/datasets$/, datasets, 'Data sets'],
  [/^\/datasets\/([^/]+)$/, dataset, 'Data set'],
  [/^\/queue$/, queue, 'Queue'],
  [/^\/submit$/, submit, 'Submit'],
];

let leaving = new AbortController();
let shownBefore = false;

/** What a page does itself where only the query of its address changes: `{ path, turn }`, or null. */
let kept = null;

function address() {
  const [path, query] = (location.hash.slice(1) || '/runs').split('?');
  return { path, query: new URLSearchParams(query) };
}

/** To where the address leads now, unless the reader stays with what is being sent. */
function follow({ oldURL }) {
  const { path, query } = address();
  if (kept?.path === path) {
    document.getElementById('main').dataset.shown = location.hash.slice(1);
    kept.turn(query);
  } else if (mayLeave()) {
    show();
  } else {
    history.replaceState(null, '', oldURL);
  }
}

function mayLeave() {
  return !isSending() || confirm('This page is still sending. Leave it, and give that up?');
}

/** Shows what the address asks for: #/runs/run_…?tab=log has a path, an id and a query. */
async function show() {
  leaving.abort();
  const here = new AbortController();
  leaving = here;
  kept = null;
  const { signal } = here;
  const { path, query } = address();
  const [pattern, view, name] = VIEWS.find(([candidate]) => candidate.test(path)) ?? [null, nowhere, 'Not found'];
  markCurrent(path);
  document.title = `${name} – Trainyard`;
  reach(null);
  if (shownBefore) document.getElementById('main').focus();
  shownBefore = true;
  const root = fill(document.getElementById('main'), h('p', { class: 'empty' }, 'Loading …'));
  root.dataset.shown = location.hash.slice(1);
  try {
    await view({ root, id: pattern?.exec(path)[1], query, signal, keep: (turn) => { kept = { path, turn }; } });
  } catch (error) {
    if (signal.aborted) return;
    here.abort(); // nothing of what is gone from the page goes on
    kept = null;
    fail(root, error);
  }
}

function markCurrent(path) {
  for (const link of document.querySelectorAll('nav a')) {
    const here = path.startsWith(link.getAttribute('href').slice(1));
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function nowhere({ root }) {
  fill(root, h('h1', {}, 'There is no such page'), h('p', {}, h('a', { href: '#/runs' }, 'To the runs')));
}

function fail(root, error) {
  const why = error instanceof Problem ? `${error.message} (${error.code})` : 'The service does not answer.';
  fill(root,
    h('h1', {}, 'This cannot be shown'),
    h('p', { class: 'error', role: 'alert' }, why),
    h('p', {}, h('button', { type: 'button', onclick: show }, 'Try again')));
  if (!(error instanceof Problem)) console.error(error);
}

function prepareLogin() {
  const dialog = document.getElementById('login');
  const form = document.getElementById('login-form');
  const open = () => {
    if (dialog.open) return;
    dialog.returnValue = 'cancel'; // what the key Escape means
    dialog.showModal();
  };
  document.getElementById('token').addEventListener('click', open);
  document.addEventListener('unauthorized', open);
  document.getElementById('sign-out').addEventListener('click', () => { token.set(null); dialog.close('out'); });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'in') token.set(form.elements.token.value.trim());
    form.reset();
    if (dialog.returnValue !== 'cancel' && mayLeave()) show();
  });
}

/** The link past the menu leaves the address as it is. */
function prepareSkipping() {
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  });
}

chooseTheme(document.getElementById('theme'));
prepareSkipping();
prepareLogin();
addEventListener('hashchange', follow);
show();
