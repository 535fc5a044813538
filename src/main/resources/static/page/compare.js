import { getJson } from './api.js';
import { card, fill, h, table } from './dom.js';
import { Chart } from './charts.js';
import { number, percent, title } from './format.js';
import { poll } from './live.js';
import { hasEnded, progressBar, statusBadge } from './runparts.js';

const POINTS = 500;
const EVERY = 4000;
const CURVES = { validation_accuracy: 'Validation accuracy', validation_loss: 'Validation loss', train_accuracy: 'Training accuracy',
  train_loss: 'Training loss', learning_rate: 'Learning rate', images_per_second: 'Images per second' };

/** Any runs beside each other: their curves in one chart, and in what their recipes differ. */
export async function compare({ root, query, signal }) {
  const ids = (query.get('runs') ?? '').split(',').filter(Boolean);
  const page = new Comparison(ids, query, signal);
  fill(root, h('h1', {}, 'Compare runs'), page.chooser(), page.body);
  if (!ids.length) {
    fill(page.body, h('p', { class: 'empty' }, 'Tick runs in the ', h('a', { href: '#/runs' }, 'list'), ', or put their ids above.'));
    return;
  }
  await poll(() => page.load(), EVERY, signal);
}

class Comparison {
  constructor(ids, query, signal) {
    this.ids = ids;
    this.curve = query.get('curve') ?? 'validation_accuracy';
    this.signal = signal;
    this.body = h('div', { class: 'stack' });
    this.chart = new Chart('Curves', { height: 340, signal });
    this.numbers = h('div', {});
    this.differences = h('div', {});
    this.all = h('input', { type: 'checkbox', onchange: () => this.showDifferences() });
    this.known = new Map();
  }

  chooser() {
    const ids = h('input', { value: this.ids.join(','), placeholder: 'run_…,run_…', spellcheck: false });
    const curve = h('select', { onchange: () => go() }, Object.entries(CURVES).map(([value, label]) =>
      h('option', { value, selected: value === this.curve }, label)));
    const go = () => { location.hash = `#/compare?runs=${ids.value.replaceAll(/\s/g, '')}&curve=${curve.value}`; };
    return h('form', { class: 'card fields', onsubmit: (event) => { event.preventDefault(); go(); } },
      h('label', { class: 'field long' }, h('span', {}, 'Runs, by id'), ids),
      h('label', { class: 'field' }, h('span', {}, 'Curve'), curve),
      h('div', { class: 'field' }, h('span', { 'aria-hidden': 'true' }, '\u00a0'), h('button', { class: 'primary' }, 'Show')));
  }

  async load() {
    await Promise.all(this.ids.map((id) => this.fetch(id)));
    this.runs = this.ids.map((id) => this.known.get(id).run);
    if (!this.body.isConnected) return;
    if (!this.chart.card.isConnected) {
      fill(this.body, this.chart.card, card('Results', this.numbers),
        card('Recipes', h('label', { class: 'row' }, this.all, 'Show what is equal, too'), this.differences));
    }
    this.draw();
    this.showNumbers();
    this.showDifferences();
  }

  /** What has ended and is known does not change; an extended run is seen when the page is opened again. */
  async fetch(id) {
    if (hasEnded(this.known.get(id)?.run.status)) return;
    const path = `/v1/runs/${encodeURIComponent(id)}`;
    const [run, epochs] = await Promise.all([getJson(path, this.signal), getJson(`${path}/epochs?points=${POINTS}`, this.signal)]);
    this.known.set(id, { run, epochs: epochs.data });
  }

  name(run) {
    const twins = this.runs.filter((other) => title(other) === title(run)).length > 1;
    return run.name ?? (twins ? `${title(run)} · seed ${run.spec.seed}` : title(run));
  }

  draw() {
    const x = [...new Set(this.runs.flatMap((run) => this.known.get(run.id).epochs.map((epoch) => epoch.epoch)))].sort((a, b) => a - b);
    const lines = this.runs.map((run, i) => {
      const values = new Map(this.known.get(run.id).epochs.map((epoch) => [epoch.epoch, epoch[this.curve]]));
      return { label: `${i + 1}: ${this.name(run)}`, y: x.map((epoch) => values.get(epoch) ?? undefined) };
    });
    this.chart.retitle(CURVES[this.curve] ?? this.curve);
    this.chart.set(x, lines);
  }

  showNumbers() {
    const rows = this.runs.map((run, i) => h('tr', {},
      h('td', {}, `${i + 1}: `, h('a', { href: `#/runs/${run.id}` }, this.name(run))), h('td', {}, statusBadge(run.status)), h('td', {}, progressBar(run)),
      [percent(run.result?.best.accuracy), percent(run.result?.last.accuracy), percent(run.best_epoch?.validation_accuracy),
        number(run.best_epoch?.validation_loss)].map((value) => h('td', { class: 'number' }, value))));
    fill(this.numbers, table({ caption: 'Accuracies on the test images are there when a run has succeeded', rows,
      columns: ['Run', 'Status', 'Progress', ...['Test, best', 'Test, last', 'Validation, best', 'Loss, best'].map((name) => ({ title: name, class: 'number' }))] }));
  }

  showDifferences() {
    const flat = this.runs.map((run) => flatten(run.spec));
    const names = [...new Set(flat.flatMap((spec) => [...spec.keys()]))];
    const differs = (name) => new Set(flat.map((spec) => spec.get(name))).size > 1;
    const shown = names.filter((name) => this.all.checked || differs(name));
    if (!shown.length) {
      fill(this.differences, h('p', { class: 'soft' }, this.runs.length > 1 ? 'They are equal in everything.' : 'There is one run alone.'));
      return;
    }
    fill(this.differences, table({ caption: 'What is different is marked', columns: ['', ...this.runs.map((_, i) => `Run ${i + 1}`)],
      rows: shown.map((name) => h('tr', {}, h('th', { scope: 'row' }, name),
        flat.map((spec) => h('td', { class: differs(name) ? 'different mono' : 'mono' }, spec.get(name) ?? '–')))) }));
  }
}

/** Every leaf of an object by its path, as text. */
function flatten(value, path = '', into = new Map()) {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const [name, child] of Object.entries(value)) flatten(child, path ? `${path}.${name}` : name, into);
  } else {
    into.set(path, JSON.stringify(value));
  }
  return into;
}
