import uPlot from '/webjars/uplot/dist/uPlot.esm.js';
import { card, h } from './dom.js';
import { number } from './format.js';
import { colour } from './theme.js';

/** Okabe and Ito's colours, which most colour-blind people tell apart, a little darker or lighter by theme. */
const LIGHT = ['#0072b2', '#c04b00', '#00775a', '#a3487f', '#7a6200', '#2a2f36', '#3d7fb5', '#8a2d2d'];
const DARK = ['#56b4e9', '#ff9b50', '#3ddbb0', '#e694c4', '#f0e442', '#e6ebf1', '#9fc9ff', '#ff9a94'];

function palette() {
  return document.documentElement.dataset.theme === 'dark' ? DARK : LIGHT;
}

function axis(label, more = {}) {
  return { label, stroke: colour('soft'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line') },
    labelSize: 22, font: '12px system-ui', labelFont: '12px system-ui', size: 56, ...more };
}

/** Between epochs there is nothing: ticks at whole numbers. */
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

function series(line, i) {
  const stroke = palette()[(line.colour ?? i) % LIGHT.length];
  return { label: line.label, stroke, width: line.width ?? 2, dash: line.dash, paths: line.stepped ? uPlot.paths.stepped({ align: -1 }) : undefined,
    points: { show: (_, __, from, to) => to - from < 40 && !line.smooth, size: 5 },
    value: (_, value) => (value === null ? '–' : number(value)) };
}

/**
 * A chart in a card, with a sentence in words for whoever cannot see it.
 *
 * `set(x, lines)` shows lines of `{ label, y, dash, width, stepped, smooth, colour }`; y may have nulls.
 */
export class Chart {
  constructor(title, { x = 'epoch', y = '', height = 240, signal }) {
    this.options = { x, y, height };
    this.title = title;
    this.box = h('div', { class: 'chart', role: 'img', 'aria-label': `${title}: no values yet` });
    this.card = card(title, this.box);
    this.x = [];
    this.lines = [];
    this.watcher = new ResizeObserver(() => this.resize());
    this.watcher.observe(this.box);
    const redraw = () => this.redraw();
    document.addEventListener('theme', redraw, { signal });
    signal.addEventListener('abort', () => { this.watcher.disconnect(); this.plot?.destroy(); }, { once: true });
  }

  retitle(title) {
    this.title = title;
    this.card.querySelector('h2').textContent = title;
  }

  set(x, lines) {
    const same = this.plot && lines.length === this.lines.length && lines.every((line, i) => line.label === this.lines[i].label);
    this.x = x;
    this.lines = lines;
    this.box.setAttribute('aria-label', this.describe());
    if (same) this.plot.setData([x, ...lines.map((line) => line.y)]);
    else this.redraw();
  }

  describe() {
    const said = this.lines.map((line) => {
      const known = line.y.filter((value) => value !== null && value !== undefined);
      return known.length ? `${line.label} ${number(known[0])} to ${number(known[known.length - 1])}` : `${line.label} none`;
    });
    return `${this.title}, ${this.x.length} points: ${said.join('; ')}`;
  }

  redraw() {
    this.plot?.destroy();
    this.plot = null;
    const width = this.box.clientWidth;
    if (!this.lines.length || !width) return;
    const { x, y, height } = this.options;
    this.plot = new uPlot({
      width, height, series: [{ label: x, value: (_, value) => number(value) }, ...this.lines.map(series)],
      scales: { x: { time: false } },
      axes: [axis(x, { size: 44, ...(x === 'epoch' ? { incrs: WHOLE } : {}) }), axis(y)],
      cursor: { drag: { x: true, y: false } },
    }, [this.x, ...this.lines.map((line) => line.y)], this.box);
  }

  resize() {
    const width = this.box.clientWidth;
    if (this.plot && width && width !== this.plot.width) this.plot.setSize({ width, height: this.options.height });
    else if (!this.plot) this.redraw();
  }
}
