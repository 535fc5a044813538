import { getJson } from './api.js';
import { fill, h, keepFocus, table } from './dom.js';
import { time, title } from './format.js';
import { poll } from './live.js';
import { progressBar, STATUSES, statusBadge } from './runparts.js';

const PAGE = 50;
const EVERY = 2000;

/** All runs that the reader sees, newest first, as they are. */
export async function runs({ root, query, signal }) {
  const list = new RunList(query, signal);
  fill(root, h('div', { class: 'row spread' }, h('h1', {}, 'Runs'), list.counts), list.filters(), list.box);
  await poll(() => list.load(), EVERY, signal);
}

class RunList {
  constructor(query, signal) {
    this.query = query;
    this.signal = signal;
    this.pages = 1;
    this.chosen = new Set();
    this.runs = [];
    this.box = h('div', { class: 'card' }, h('p', { class: 'empty' }, 'Loading …'));
    this.counts = h('p', { class: 'row soft', 'aria-live': 'polite' });
  }

  filters() {
    const select = (name, label, values) => h('label', { class: 'field' }, h('span', {}, label),
      h('select', { onchange: (event) => this.filter(name, event.target.value) },
        h('option', { value: '' }, 'all'),
        values.map((value) => h('option', { value, selected: this.query.get(name) === value }, value))));
    const text = (name, label, hint) => h('label', { class: 'field' }, h('span', {}, label),
      h('input', { type: 'search', placeholder: hint, value: this.query.get(name) ?? '',
        onchange: (event) => this.filter(name, event.target.value.trim()) }));
    this.search = h('input', { type: 'search', placeholder: 'name, id, tag, owner …', oninput: () => this.render() });
    return h('form', { class: 'card fields', role: 'search', onsubmit: (event) => event.preventDefault() },
      h('label', { class: 'field' }, h('span', {}, 'Search these'), this.search),
      select('status', 'Status', STATUSES), text('model', 'Model', 'resnet-20'), text('activation', 'Activation', 'coslu'),
      text('dataset', 'Data set', 'cifar-10'), text('tag', 'Tag', 'demo'));
  }

  /** The filters are part of the address, so that they can be sent to somebody. */
  filter(name, value) {
    if (value) this.query.set(name, value);
    else this.query.delete(name);
    location.hash = this.query.size ? `#/runs?${this.query}` : '#/runs';
  }

  async load() {
    const found = [];
    let after = null;
    for (let page = 0; page < this.pages; page++) {
      const asked = new URLSearchParams(this.query);
      asked.set('limit', PAGE);
      if (after) asked.set('after', after);
      const { data, next } = await getJson(`/v1/runs?${asked}`, this.signal);
      found.push(...data);
      after = next;
      if (!next) break;
    }
    const { runs: counts } = await getJson('/v1/queue', this.signal);
    this.runs = found;
    this.more = after !== null;
    fill(this.counts, Object.entries(counts).filter(([, count]) => count > 0).map(([status, count]) =>
      h('a', { href: `#/runs?status=${status}` }, `${count} ${status}`)));
    this.render();
  }

  render() {
    const shown = this.runs.filter((run) => this.matches(run));
    keepFocus(this.box, () => fill(this.box, shown.length ? this.list(shown) : this.nothing()));
  }

  list(shown) {
    return [
      h('div', { class: 'row spread' },
        h('span', { class: 'soft' }, `${shown.length} shown`),
        this.compareLink()),
      table({ caption: 'Runs, newest first', kind: 'cards', columns: ['', 'Run', 'Status', 'Progress', { title: 'Seed', class: 'number wide' },
        { title: 'Submitted', class: 'wide' }, { title: 'Owner', class: 'wide' }], rows: shown.map((run) => this.row(run)) }),
      this.more ? h('p', { class: 'empty' }, h('button', { type: 'button', onclick: () => { this.pages++; this.load(); } }, 'Show older runs')) : null,
    ];
  }

  matches(run) {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = `${run.id} ${run.name ?? ''} ${run.owner} ${run.tags.join(' ')} ${title(run)} ${run.spec.seed}`.toLowerCase();
    return words.every((word) => text.includes(word));
  }

  row(run) {
    const box = h('input', { type: 'checkbox', 'aria-label': `Choose ${title(run)} with seed ${run.spec.seed} to compare`,
      'data-focus': `choose ${run.id}`, checked: this.chosen.has(run.id),
      onchange: (event) => { this.chosen[event.target.checked ? 'add' : 'delete'](run.id); this.render(); } });
    return h('tr', {},
      h('td', {}, box),
      h('td', {}, h('a', { href: `#/runs/${run.id}`, 'data-focus': run.id }, run.name ?? title(run)),
        run.name ? h('div', { class: 'soft' }, title(run)) : null,
        run.tags.length ? h('div', {}, run.tags.map((tag) => [h('span', { class: 'tag' }, tag), ' '])) : null),
      h('td', {}, statusBadge(run.status), run.reason ? h('div', { class: 'error' }, run.reason) : null),
      h('td', {}, progressBar(run)),
      h('td', { class: 'number wide' }, String(run.spec.seed)),
      h('td', { class: 'wide' }, time(run.created_at)),
      h('td', { class: 'wide' }, run.owner));
  }

  compareLink() {
    const ids = [...this.chosen];
    return ids.length > 1
      ? h('a', { class: 'button primary', 'data-focus': 'compare', href: `#/compare?runs=${ids.join(',')}` }, `Compare ${ids.length} runs`)
      : h('span', { class: 'soft' }, 'Tick two or more to compare them');
  }

  nothing() {
    if (this.runs.length || this.query.size) return h('p', { class: 'empty' }, 'No run is like that. ', h('a', { href: '#/runs' }, 'Show all'));
    return h('p', { class: 'empty' }, 'There are no runs yet. ', h('a', { href: '#/submit' }, 'Submit the first'));
  }
}
