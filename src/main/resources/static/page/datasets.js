import { getJson, post } from './api.js';
import { card, fill, h, keepFocus, table } from './dom.js';
import { size, time } from './format.js';
import { field, workForm } from './forms.js';
import { poll, reach } from './live.js';

const EVERY = 4000;
const MOST = 200;

/** The data sets that people brought, those that are built in, and a form for a new one. */
export async function datasets({ root, signal }) {
  const own = h('div', {}, h('p', { class: 'empty' }, 'Loading …'));
  const builtIn = h('div', {});
  fill(root, h('h1', {}, 'Data sets'), card('Your own, and shared ones', own), newDataset(signal), card('Built in', builtIn));
  const { data: all } = await getJson('/v1/datasets', signal);
  fill(builtIn, h('ul', {}, all.filter((one) => !one.name.includes('@')).map((one) => h('li', {}, h('strong', {}, one.name), ` ${one.description}`))));
  let limit = 50;
  const load = async () => {
    const { data, has_more: more } = await getJson(`/v1/datasets/registered?limit=${limit}`, signal);
    keepFocus(own, () => fill(own, list(data), more ? older(data.length, limit, showOlder) : null));
  };
  const showOlder = () => {
    limit = MOST;
    load().catch(reach);
  };
  await poll(load, EVERY, signal);
}

function list(data) {
  if (!data.length) return h('p', { class: 'empty' }, 'There are none yet: name one below, and bring an archive of images.');
  return table({ caption: 'Newest first', columns: ['Data set', 'Latest version', { title: 'Images', class: 'number' },
    { title: 'Classes', class: 'number' }, { title: 'Owner', class: 'wide' }, { title: 'Made', class: 'wide' }], rows: data.map(row) });
}

function older(shown, limit, show) {
  return h('p', { class: 'empty' }, limit < MOST
    ? h('button', { type: 'button', 'data-focus': ' older', onclick: show }, 'Show older ones')
    : `The newest ${shown} are shown; there are older ones.`);
}

function row({ name, description, owner, shared, latest, created_at: made }) {
  const contents = latest?.contents;
  return h('tr', {},
    h('td', {}, h('a', { href: `#/datasets/${name}`, 'data-focus': name }, name), description ? h('div', { class: 'soft' }, description) : null),
    h('td', {}, latest ? h('div', {}, latest.reference, h('div', { class: 'soft' }, size(contents.bytes))) : 'none is ready'),
    h('td', { class: 'number' }, contents ? (contents.train_images + contents.test_images).toLocaleString() : ''),
    h('td', { class: 'number' }, contents ? String(contents.class_names.length) : ''),
    h('td', { class: 'wide' }, owner, shared ? ' (shared)' : ''),
    h('td', { class: 'wide' }, time(made)));
}

function newDataset(signal) {
  return workForm({
    signal,
    title: 'A new one',
    button: 'Make the data set',
    fields: [
      field({ label: 'Name', name: 'name', required: true, placeholder: 'birds', autocomplete: 'off' }),
      field({ label: 'Description', name: 'description', long: true }),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'shared' }), 'everybody may read it'),
    ],
    work: async (data) => {
      const made = await post('/v1/datasets', {
        name: data.get('name').trim(), description: data.get('description').trim() || null, shared: data.get('shared') !== null }, { signal });
      return `#/datasets/${made.name}`;
    },
  });
}
