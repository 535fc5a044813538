import { getJson, post } from './api.js';
import { card, fill, h, table } from './dom.js';
import { size, time } from './format.js';
import { field, workForm } from './forms.js';
import { poll } from './live.js';

const EVERY = 4000;

/** The data sets that people brought, those that are built in, and a form for a new one. */
export async function datasets({ root, signal }) {
  const own = h('div', {}, h('p', { class: 'empty' }, 'Loading …'));
  const builtIn = h('div', {});
  fill(root, h('h1', {}, 'Data sets'), card('Your own, and shared ones', own), newDataset(), card('Built in', builtIn));
  const { data: all } = await getJson('/v1/datasets', signal);
  fill(builtIn, h('ul', {}, all.filter((one) => !one.name.includes('@')).map((one) => h('li', {}, h('strong', {}, one.name), ` ${one.description}`))));
  let limit = 50;
  await poll(async () => {
    const { data, next } = await getJson(`/v1/datasets/registered?limit=${limit}`, signal);
    fill(own, data.length
      ? table({ caption: 'Newest first', columns: ['Data set', 'Latest version', { title: 'Images', class: 'number' },
        { title: 'Classes', class: 'number' }, { title: 'Owner', class: 'wide' }, { title: 'Made', class: 'wide' }], rows: data.map(row) })
      : h('p', { class: 'empty' }, 'There are none yet: name one below, and bring an archive of images.'),
    next && limit < 200 ? h('p', { class: 'empty' }, h('button', { type: 'button', onclick: () => { limit = 200; } }, 'Show older ones')) : null);
  }, EVERY, signal);
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

function newDataset() {
  return workForm({
    title: 'A new one',
    button: 'Make the data set',
    fields: [
      field({ label: 'Name', name: 'name', required: true, placeholder: 'birds', autocomplete: 'off' }),
      field({ label: 'Description', name: 'description', long: true }),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'shared' }), 'everybody may read it'),
    ],
    work: async (data) => {
      const made = await post('/v1/datasets', {
        name: data.get('name').trim(), description: data.get('description').trim() || null, shared: data.get('shared') !== null });
      location.hash = `#/datasets/${made.name}`;
    },
  });
}
