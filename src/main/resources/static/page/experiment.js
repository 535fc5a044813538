import { ask, download, getJson, post } from './api.js';
import { card, fill, h, keepFocus } from './dom.js';
import { activationName, gridValue, percent, time } from './format.js';
import { poll, reach } from './live.js';
import { counted, hasEnded } from './runparts.js';

const EVERY = 3000;
const MEASURES = { best_test_accuracy: 'Test accuracy, best epoch', last_test_accuracy: 'Test accuracy, last epoch', validation_accuracy: 'Validation accuracy so far' };
const CHANGES = [['pause', 'Pause'], ['resume', 'Resume'], ['cancel', 'Cancel', 'Cancel all runs that have not ended?']];

/** A grid of runs as a map whose cells fill while they are trained, and the figures of the paper. */
export async function experiment({ root, id, signal }) {
  const page = new ExperimentPage(id, signal);
  fill(root, page.head, page.map, page.figures);
  await poll(() => page.load(), EVERY, signal);
}

class ExperimentPage {
  constructor(id, signal) {
    this.path = `/v1/experiments/${encodeURIComponent(id)}`;
    this.signal = signal;
    this.measure = 'best_test_accuracy';
    this.head = h('section', { class: 'card' }, h('p', { class: 'empty' }, 'Loading …'));
    this.map = h('section', { class: 'card' });
    this.figures = h('div', { class: 'grid' });
  }

  async load() {
    const before = this.done;
    this.experiment = await getJson(this.path, this.signal);
    this.done = this.experiment.statuses.succeeded ?? 0;
    document.title = `${this.experiment.name ?? 'Experiment'} – Trainyard`;
    this.showHead();
    this.showMap();
    if (this.done !== before) await this.showFigures();
  }

  showHead() {
    const one = this.experiment;
    keepFocus(this.head, () => fill(this.head,
      h('div', { class: 'row spread' },
        h('h1', {}, one.name ?? 'Experiment'),
        h('div', { class: 'row' }, this.changes(), this.reports())),
      h('p', { class: 'row soft' }, h('span', { class: 'mono' }, one.id), time(one.created_at), `by ${one.owner}`),
      h('div', { class: 'progress' },
        h('progress', { max: 1, value: one.fraction, 'aria-label': `${percent(one.fraction, 0)} of all epochs` }),
        h('span', { class: 'soft', 'aria-live': 'polite' },
          `${percent(one.fraction, 0)} of all epochs; ${counted(one.statuses)}`))));
  }

  changes() {
    return CHANGES.map(([name, title, question]) => h('button', { type: 'button', 'data-focus': name, class: question ? 'danger' : null,
      onclick: () => {
        if (!question || confirm(question)) post(`${this.path}/${name}`).then(() => this.load()).catch(reach);
      } }, title));
  }

  reports() {
    const save = (title, accept, end) => h('button', { type: 'button', 'data-focus': end,
      onclick: () => download(`${this.path}/report`, `${this.experiment.id}.${end}`, accept).catch(reach) }, title);
    return [save('Report (Markdown)', 'text/markdown', 'md'), save('Report (CSV)', 'text/csv', 'csv')];
  }

  /** Rows and columns are the first two fields with several values, the seeds last; a cell has all runs that are alike in both. */
  axes() {
    const grid = Object.entries(this.experiment.grid);
    const several = grid.filter(([name, values]) => values.length > 1 && name !== 'seed').map(([name]) => name);
    const order = ['model', 'activation'].filter((name) => several.includes(name)).concat(several.filter((name) => name !== 'model' && name !== 'activation'));
    const rest = ['seed', ...grid.map(([name]) => name)].filter((name) => grid.some(([known]) => known === name) && !order.includes(name));
    const [rows, columns] = [...order, ...rest];
    return { rows, columns, others: order.slice(2) };
  }

  showMap() {
    const { rows, columns, others } = this.axes();
    const measure = h('select', { 'aria-label': 'What the map shows', 'data-focus': 'measure', onchange: (event) => { this.measure = event.target.value; this.showMap(); } },
      Object.entries(MEASURES).map(([value, label]) => h('option', { value, selected: value === this.measure }, label)));
    keepFocus(this.map, () => fill(this.map,
      h('div', { class: 'row spread' }, h('h2', {}, 'Map'), measure),
      others.length ? h('p', { class: 'soft' }, `A cell is the mean over ${others.join(', ')} and seeds.`) : null,
      this.table(rows, columns)));
  }

  table(rows, columns) {
    const values = (name) => (name ? this.experiment.grid[name].map(gridValue) : ['']);
    const cells = new Map();
    for (const run of this.experiment.runs) {
      const key = JSON.stringify([gridValue(run.values[rows] ?? ''), gridValue(run.values[columns] ?? '')]);
      cells.set(key, [...(cells.get(key) ?? []), run]);
    }
    const known = [...cells.values()].map((runs) => this.mean(runs)).filter((mean) => mean !== null);
    const range = [Math.min(...known), Math.max(...known)];
    const shown = (name, value) => (name === 'activation' ? activationName(value) : value);
    return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Map of the experiment' }, h('table', { class: 'heat' },
      h('caption', {}, `${MEASURES[this.measure]}: mean over the runs of a cell that have one`),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, columns ? `${rows} \\ ${columns}` : rows ?? ''),
        values(columns).map((value) => h('th', { scope: 'col' }, shown(columns, value))))),
      h('tbody', {}, values(rows).map((row) => h('tr', {}, h('th', { scope: 'row' }, shown(rows, row)),
        values(columns).map((column) => this.cell(cells.get(JSON.stringify([row, column])) ?? [], range)))))));
  }

  mean(runs) {
    const known = runs.map((run) => run[this.measure]).filter((value) => value !== null);
    return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
  }

  cell(runs, [low, high]) {
    const mean = this.mean(runs);
    const ended = runs.filter((run) => hasEnded(run.status)).length;
    const failed = runs.filter((run) => run.status === 'failed').length;
    const cell = h('td', {}, h('div', {}, h('strong', {}, percent(mean))),
      h('a', { class: 'soft', href: runs.length === 1 ? `#/runs/${runs[0].id}` : `#/compare?runs=${runs.map((run) => run.id).join(',')}`,
        'data-focus': `cell ${runs[0]?.id}`, 'aria-label': `${ended} of ${runs.length} runs have ended: show them` }, `${ended}/${runs.length}`),
      failed ? h('div', { class: 'error' }, `${failed} failed`) : null,
      runs.some((run) => run.status === 'running') ? h('progress', { max: 1, 'aria-label': 'a run is trained',
        value: runs.reduce((sum, run) => sum + run.fraction, 0) / runs.length }) : null);
    if (mean !== null) cell.style.background = `rgba(var(--heat), ${0.06 + (high > low ? 0.4 * (mean - low) / (high - low) : 0.2)})`;
    return cell;
  }

  async showFigures() {
    if (!this.done) {
      fill(this.figures);
      return;
    }
    const figures = [['Test accuracy over depth', '/charts/accuracy'], ['Curves', '/charts/curves'], ['Learnt functions', '/charts/activation']];
    const shown = await Promise.all(figures.map(([title, path]) => this.figure(title, path)));
    fill(this.figures, shown);
  }

  /** As a data URL, since an image could not show the token. */
  async figure(title, path) {
    try {
      const svg = await (await ask(this.path + path, { accept: 'image/svg+xml', signal: this.signal })).text();
      return card(title, h('img', { class: 'figure', alt: `${title}, as a chart`, src: `data:image/svg+xml,${encodeURIComponent(svg)}` }),
        h('p', {}, h('button', { type: 'button', onclick: () => download(this.path + path, `${title}.svg`, 'image/svg+xml').catch(reach) }, 'Save as SVG')));
    } catch {
      return null; // such a chart needs more than there is, a depth or an activation that learns
    }
  }
}
