import { download, getJson } from './api.js';
import { h, table } from './dom.js';

/** What became of the pictures of the web, of each class, and of the pages that tell of them; `refusal` tells of a download that failed. */
export async function fates(one, path, refusal, signal) {
  const { fates: all, by_class: byClass, flags, sources } = await getJson(`${path}/report`, signal);
  const doubts = Object.entries(flags).map(([why, count]) => `${count.toLocaleString()} ${why}`).join(', ');
  const save = (title, part, accept, end) => h('button', { type: 'button', 'data-focus': end,
    onclick: () => refusal.watch(() => download(path + part, `${one.dataset}-${one.version}-${end}`, accept)) }, title);
  return h('div', { class: 'stack' },
    Object.keys(all).length ? fateTable(all, byClass) : null,
    doubts ? h('p', {}, `Of those that were added the network doubts: ${doubts}.`) : null,
    sources.length ? sourceTable(sources) : null,
    h('p', { class: 'row' }, save('Each picture (CSV)', '/pictures', 'text/csv', 'pictures.csv'), save('Counts (JSON)', '/report', 'application/json', 'report.json')));
}

function fateTable(all, byClass) {
  const names = Object.keys(all);
  const row = (label, counts) => h('tr', {}, h('th', { scope: 'row' }, label),
    names.map((name) => h('td', { class: 'number' }, (counts[name] ?? 0).toLocaleString())));
  return h('div', { class: 'log' }, table({ caption: 'What became of the pictures of the web', columns: ['Class', ...names.map((title) => ({ title, class: 'number' }))],
    rows: [row('all', all), ...Object.entries(byClass).map(([label, counts]) => row(label, counts))] }));
}

function sourceTable(sources) {
  return h('div', { class: 'log' }, table({ caption: 'Pages and sitemaps', columns: ['Address', 'Class', 'Fate', { title: 'Pictures', class: 'number' }],
    rows: sources.map(({ url, label, fate, detail, found }) => h('tr', {}, h('td', { class: 'address' }, url), h('td', {}, label),
      h('td', {}, fate, detail ? h('div', { class: 'soft' }, detail) : null), h('td', { class: 'number' }, found?.toLocaleString() ?? ''))) }));
}
