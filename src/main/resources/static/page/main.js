import { Problem, token } from './api.js';
import { fill, h } from './dom.js';
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

/** Shows what the address asks for: #/runs/run_…?tab=log has a path, an id and a query. */
async function show() {
  if (location.hash === '#main') return; // the link past the menu
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const [path, query] = (location.hash.slice(1) || '/runs').split('?');
  const [pattern, view, name] = VIEWS.find(([candidate]) => candidate.test(path)) ?? [null, nowhere, 'Not found'];
  markCurrent(path);
  document.title = `${name} – Trainyard`;
  reach(null);
  if (shownBefore) document.getElementById('main').focus();
  shownBefore = true;
  const root = fill(document.getElementById('main'), h('p', { class: 'empty' }, 'Loading …'));
  root.dataset.shown = location.hash.slice(1);
  try {
    await view({ root, id: pattern?.exec(path)[1], query: new URLSearchParams(query), signal });
  } catch (error) {
    if (!signal.aborted) fail(root, error);
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
  const open = () => dialog.open || dialog.showModal();
  document.getElementById('token').addEventListener('click', open);
  document.addEventListener('unauthorized', open);
  document.getElementById('sign-out').addEventListener('click', () => { token.set(null); dialog.close('out'); });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'in') token.set(form.elements.token.value.trim());
    form.reset();
    if (dialog.returnValue !== 'cancel') show();
  });
}

chooseTheme(document.getElementById('theme'));
prepareLogin();
addEventListener('hashchange', show);
show();
