import { ask, getJson } from './api.js';
import { fill, h, keepFocus, table } from './dom.js';
import { time } from './format.js';
import { poll, reach } from './live.js';
import { statusBadge } from './runparts.js';
import { expansionForm, uploadForm } from './grow.js';
import { buildBar, showVersion } from './version.js';

const EVERY = 2000;

/** One data set: its versions, what is in the chosen one, and how it gets more of them. */
export async function dataset({ root, id, query, signal }) {
  const page = new DatasetPage(id, query.get('version'), signal);
  await page.load();
  fill(root, page.head, page.list, page.shown, h('div', { class: 'grid' }, uploadForm(id), expansionForm(id)));
  await poll(() => page.load(), EVERY, signal);
}

class DatasetPage {
  constructor(name, version, signal) {
    this.name = name;
    this.path = `/v1/datasets/${name}`;
    this.version = version;
    this.signal = signal;
    this.head = h('section', { class: 'card' });
    this.list = h('section', { class: 'card' });
    this.shown = h('section', { class: 'card' });
  }

  async load() {
    const [about, versions] = await Promise.all([getJson(this.path, this.signal), getJson(`${this.path}/versions?limit=200`, this.signal)]);
    document.title = `${about.name} – Trainyard`;
    keepFocus(this.head, () => fill(this.head, this.about(about, versions.data)));
    keepFocus(this.list, () => fill(this.list, h('h2', {}, 'Versions'), this.table(versions)));
    const chosen = versions.data.find((one) => (this.version ? String(one.version) === this.version : one.status === 'ready')) ?? versions.data[0];
    this.shown.hidden = !chosen;
    const state = JSON.stringify(chosen);
    if (!chosen || state === this.state) return; // the pictures of one that does not change are fetched once
    this.state = state;
    showVersion(this.shown, chosen, this.signal);
  }

  about({ name, description, owner, shared, created_at: made }, versions) {
    const change = (method, body) => ask(this.path, { method, body });
    return [
      h('div', { class: 'row spread' }, h('h1', {}, name), h('div', { class: 'row' },
        h('button', { type: 'button', 'data-focus': 'share', onclick: () => change('PATCH', { shared: !shared }).then(() => this.load()).catch(reach) },
          shared ? 'Stop sharing' : 'Share'),
        versions.length ? null : h('button', { type: 'button', class: 'danger', 'data-focus': 'delete', onclick: () => {
          if (confirm(`Delete the data set ${name}?`)) change('DELETE').then(() => { location.hash = '#/datasets'; }).catch(reach);
        } }, 'Delete'))),
      description ? h('p', {}, description) : null,
      h('p', { class: 'row soft' }, time(made), `by ${owner}`, shared ? 'everybody may read it' : null),
    ];
  }

  table({ data }) {
    if (!data.length) return h('p', { class: 'empty' }, 'There is no version yet: bring an archive, or pictures of the web.');
    return table({ caption: 'Newest first', columns: ['Version', 'Made from', 'Status', { title: 'To train on', class: 'number' },
      { title: 'To test with', class: 'number wide' }, { title: 'Asked for', class: 'wide' }], rows: data.map((one) => this.row(one)) });
  }

  row(one) {
    return h('tr', {},
      h('td', {}, h('a', { href: `#/datasets/${this.name}?version=${one.version}`, 'data-focus': one.reference }, one.reference)),
      h('td', {}, one.base ? `${one.base} and the web` : 'an archive'),
      h('td', {}, statusBadge(one.status), buildBar(one)),
      h('td', { class: 'number' }, one.contents?.train_images.toLocaleString() ?? ''),
      h('td', { class: 'number wide' }, one.contents?.test_images.toLocaleString() ?? ''),
      h('td', { class: 'wide' }, time(one.created_at)));
  }
}
