import { ask, download, getJson, post } from './api.js';
import { facts, fill, h, table } from './dom.js';
import { size, time } from './format.js';
import { reach } from './live.js';
import { statusBadge } from './runparts.js';

const pathOf = ({ dataset, version }) => `/v1/datasets/${dataset}/versions/${version}`;

/** How far the making of a version is; nothing where it is not made now. */
export function buildBar({ status, progress }) {
  if (!progress || !['queued', 'building'].includes(status)) return null;
  const said = `${progress.phase}: ${progress.done.toLocaleString()} of ${progress.total.toLocaleString()}`;
  return h('div', { class: 'progress' },
    h('progress', { max: Math.max(progress.total, 1), value: progress.done, 'aria-label': said }), h('span', { class: 'soft' }, said));
}

/** Puts into the box what there is to know about a version; its pictures and what became of those of the web come as they are ready. */
export function showVersion(box, one, signal) {
  const sheet = h('div', {});
  const report = h('div', {});
  fill(box, head(one), one.detail ? h('p', { class: 'error' }, `${one.detail} (${one.reason})`) : null,
    one.contents ? [contents(one), sheet, classes(one.contents)] : null, report);
  const put = (place, part) => part.then((shown) => fill(place, shown)).catch((error) => signal.aborted || reach(error));
  if (one.contents) put(sheet, preview(one, signal));
  if (one.origin === 'expansion') put(report, fates(one, signal));
}

function head(one) {
  const change = (name, title, question) => h('button', { type: 'button', class: question ? 'danger' : null, onclick: () => {
    if (question && !confirm(question)) return;
    const done = name === 'delete' ? ask(pathOf(one), { method: 'DELETE' }) : post(`${pathOf(one)}/${name}`);
    done.then(() => { if (name === 'delete') location.hash = `#/datasets/${one.dataset}`; }).catch(reach);
  } }, title);
  const made = one.ended_at !== null;
  return h('div', { class: 'row spread' },
    h('h2', {}, one.reference, ' ', statusBadge(one.status)),
    h('div', { class: 'row' },
      one.contents ? h('a', { class: 'button', href: `#/submit?dataset=${one.reference}` }, 'Train on it') : null,
      made ? null : change('cancel', 'Cancel'),
      ['failed', 'cancelled'].includes(one.status) ? change('resume', 'Resume') : null,
      made ? change('delete', 'Delete', `Delete ${one.reference}?`) : null));
}

function contents({ contents: all, base, options, ended_at: ended }) {
  const each = (values) => values.map((value) => value.toFixed(4)).join(', ');
  const left = Object.entries(all.report).map(([why, count]) => `${count.toLocaleString()} ${why}`).join(', ');
  return facts({
    'To train on': all.train_images.toLocaleString(), 'To test with': all.test_images.toLocaleString(), Classes: String(all.class_names.length),
    Images: `${all.image_size} × ${all.image_size}`, Mean: each(all.normalization.mean), 'Standard deviation': each(all.normalization.std),
    'Made from': base, 'Added from the web': base ? all.added_images.toLocaleString() : null, Pictures: left, 'SHA-256': h('span', { class: 'mono' }, all.sha256),
    File: size(all.bytes), Options: h('span', { class: 'mono' }, JSON.stringify(options)), Ready: time(ended),
  });
}

/** As a data URL, since an image could not show the token. */
async function preview(one, signal) {
  const sheet = await (await ask(`${pathOf(one)}/preview`, { accept: 'image/png', signal })).blob();
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => { reader.onload = () => resolve(reader.result); reader.onerror = reject; });
  reader.readAsDataURL(sheet);
  return h('p', {}, h('img', { class: 'sheet', src: await read, alt: `Images to train on of ${one.reference}, a row for each class: ${one.contents.class_names.slice(0, 100).join(', ')}` }));
}

function classes({ class_names: names, train_counts: train, test_counts: test }) {
  return h('details', {}, h('summary', {}, 'Images of each class'), h('div', { class: 'log' }, table({ caption: 'In the order of their labels',
    columns: ['Class', { title: 'To train on', class: 'number' }, { title: 'To test with', class: 'number' }],
    rows: names.map((name, label) => h('tr', {}, h('td', {}, name),
      h('td', { class: 'number' }, train[label].toLocaleString()), h('td', { class: 'number' }, test[label].toLocaleString()))) })));
}

/** What became of the pictures of the web, of each class, and of the pages that tell of them. */
async function fates(one, signal) {
  const { fates: all, by_class: byClass, flags, sources } = await getJson(`${pathOf(one)}/report`, signal);
  const doubts = Object.entries(flags).map(([why, count]) => `${count.toLocaleString()} ${why}`).join(', ');
  const save = (title, path, accept, end) => h('button', { type: 'button',
    onclick: () => download(pathOf(one) + path, `${one.dataset}-${one.version}-${end}`, accept).catch(reach) }, title);
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
