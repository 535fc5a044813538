import { ask, getJson } from './api.js';
import { fill, h, keepFocus, table } from './dom.js';
import { time } from './format.js';
import { Refusal } from './forms.js';
import { poll, reach } from './live.js';
import { statusBadge } from './runparts.js';
import { expansionForm, uploadForm } from './grow.js';
import { buildBar, VersionCard } from './version.js';

const EVERY = 2000;
const MOST = 200;

/** One data set: its versions, what is in the chosen one, and how it gets more of them. */
export async function dataset({ root, id, query, signal, keep }) {
  const page = new DatasetPage(id, query.get('version'), signal);
  keep((changed) => page.choose(changed.get('version'))); // its forms stay, which may be sending
  await page.load();
  fill(root, page.head, page.list, page.card.root, h('div', { class: 'grid' }, uploadForm(id, signal), expansionForm(id, signal)));
  await poll(() => page.load(), EVERY, signal);
}

class DatasetPage {
  constructor(name, version, signal) {
    this.name = name;
    this.path = `/v1/datasets/${name}`;
    this.version = version;
    this.signal = signal;
    this.refusal = new Refusal();
    this.told = h('div', {});
    this.head = h('section', { class: 'card' }, this.told, this.refusal.box);
    this.list = h('section', { class: 'card' });
    this.card = new VersionCard(signal, () => this.refresh());
  }

  choose(version) {
    this.version = version;
    this.refresh();
  }

  refresh() {
    this.load().catch(reach);
  }

  async load() {
    const [about, versions] = await Promise.all([getJson(this.path, this.signal), getJson(`${this.path}/versions?limit=${MOST}`, this.signal)]);
    if (this.signal.aborted) return;
    document.title = `${about.name} – Trainyard`;
    const chosen = versions.data.find((one) => (this.version ? String(one.version) === this.version : one.status === 'ready')) ?? versions.data[0];
    this.card.show(chosen);
    const state = JSON.stringify([about, versions, chosen?.version]);
    if (state === this.state) return; // a click on what is made anew meanwhile would be lost
    this.state = state;
    keepFocus(this.told, () => fill(this.told, this.about(about, versions.data)));
    keepFocus(this.list, () => fill(this.list, h('h2', {}, 'Versions'), this.table(versions, chosen)));
  }

  about({ name, description, owner, shared, created_at: made }, versions) {
    const change = (method, body, then) => this.refusal.watch(() => ask(this.path, { method, body }).then(then));
    const leave = () => { if (!this.signal.aborted) location.hash = '#/datasets'; };
    return [
      h('div', { class: 'row spread' }, h('h1', {}, name), h('div', { class: 'row' },
        h('button', { type: 'button', 'data-focus': 'share', onclick: () => change('PATCH', { shared: !shared }, () => this.refresh()) },
          shared ? 'Stop sharing' : 'Share'),
        versions.length ? null : h('button', { type: 'button', class: 'danger', 'data-focus': 'delete', onclick: () => {
          if (confirm(`Delete the data set ${name}?`)) change('DELETE', undefined, leave);
        } }, 'Delete'))),
      description ? h('p', {}, description) : null,
      h('p', { class: 'row soft' }, time(made), `by ${owner}`, shared ? 'everybody may read it' : null),
    ];
  }

  table({ data, has_more: more }, chosen) {
    if (!data.length) return h('p', { class: 'empty' }, 'There is no version yet: bring an archive, or pictures of the web.');
    return table({ caption: more ? `The newest ${data.length}; there are older ones` : 'Newest first',
      columns: ['Version', 'Made from', 'Status', { title: 'To train on', class: 'number' },
        { title: 'To test with', class: 'number wide' }, { title: 'Asked for', class: 'wide' }],
      rows: data.map((one) => this.row(one, one === chosen)) });
  }

  row(one, isChosen) {
    return h('tr', {},
      h('td', {}, h('a', { href: `#/datasets/${this.name}?version=${one.version}`, 'data-focus': one.reference,
        'aria-current': isChosen ? 'true' : null }, one.reference)),
      h('td', {}, one.base ? `${one.base} and the web` : 'an archive'),
      h('td', {}, statusBadge(one.status), buildBar(one)),
      h('td', { class: 'number' }, one.contents?.train_images.toLocaleString() ?? ''),
      h('td', { class: 'number wide' }, one.contents?.test_images.toLocaleString() ?? ''),
      h('td', { class: 'wide' }, time(one.created_at)));
  }
}
