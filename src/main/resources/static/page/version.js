import { ask, post } from './api.js';
import { facts, fill, h, keepFocus, table } from './dom.js';
import { fates } from './fates.js';
import { Refusal } from './forms.js';
import { size, time } from './format.js';
import { Place } from './place.js';
import { statusBadge } from './runparts.js';

const REPORT_EVERY = 15_000;

const pathOf = ({ dataset, version }) => `/v1/datasets/${dataset}/versions/${version}`;

/** How far the making of a version is; nothing where it is not made now. */
export function buildBar({ status, progress }) {
  if (!progress || !['queued', 'building'].includes(status)) return null;
  const said = `${progress.phase}: ${progress.done.toLocaleString()} of ${progress.total.toLocaleString()}`;
  return h('div', { class: 'progress' },
    h('progress', { max: Math.max(progress.total, 1), value: progress.done, 'aria-label': said }), h('span', { class: 'soft' }, said));
}

/** What there is to know about a version, and what can be done to it; its pictures and what became of those of the web come as they are ready. */
export class VersionCard {
  constructor(signal, changed) {
    this.signal = signal;
    this.changed = changed;
    this.refusal = new Refusal();
    this.downloads = new Refusal();
    this.top = h('div', {});
    this.body = h('div', {});
    this.root = h('section', { class: 'card', hidden: true }, this.top, this.refusal.box, this.body, this.downloads.box);
  }

  show(one) {
    this.root.hidden = !one;
    if (!one) return;
    const state = JSON.stringify({ ...one, progress: null }); // that is in the list, and changes all the time
    if (state !== this.state) this.build(one);
    else if (one.ended_at === null) this.report?.refresh(REPORT_EVERY);
    this.state = state;
  }

  build(one) {
    if (one.reference !== this.reference) [this.refusal, this.downloads].forEach((refusal) => refusal.clear());
    this.reference = one.reference;
    const sheet = one.contents ? new Place(() => preview(one, this.signal), this.signal) : null;
    this.report = one.origin === 'expansion' ? new Place(() => fates(one, pathOf(one), this.downloads, this.signal), this.signal) : null;
    keepFocus(this.root, () => {
      fill(this.top, this.head(one));
      fill(this.body, one.detail ? h('p', { class: 'error' }, `${one.detail} (${one.reason})`) : null,
        one.contents ? [contents(one), sheet.root, classes(one.contents)] : null, this.report?.root);
    });
  }

  head(one) {
    const change = (name, title, question) => h('button', { type: 'button', class: question ? 'danger' : null, 'data-focus': name,
      onclick: () => { if (!question || confirm(question)) this.refusal.watch(() => this.change(one, name)); } }, title);
    const made = one.ended_at !== null;
    return h('div', { class: 'row spread' },
      h('h2', {}, one.reference, ' ', statusBadge(one.status)),
      h('div', { class: 'row' },
        one.contents ? h('a', { class: 'button', href: `#/submit?dataset=${one.reference}`, 'data-focus': 'train' }, 'Train on it') : null,
        made ? null : change('cancel', 'Cancel'),
        ['failed', 'cancelled'].includes(one.status) ? change('resume', 'Resume') : null,
        made ? change('delete', 'Delete', `Delete ${one.reference}?`) : null));
  }

  async change(one, name) {
    if (name === 'delete') await ask(pathOf(one), { method: 'DELETE' });
    else await post(`${pathOf(one)}/${name}`);
    if (this.signal.aborted) return;
    if (name === 'delete') location.hash = `#/datasets/${one.dataset}`;
    this.changed();
  }
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
