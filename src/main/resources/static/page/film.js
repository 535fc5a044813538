import { getJson } from './api.js';
import { card, h } from './dom.js';
import { Chart } from './charts.js';
import { activationName } from './format.js';

const FRAME = 60; // milliseconds
const RELU = (x) => x.map((value) => Math.max(0, value));

/** The function that an activation becomes, epoch by epoch, beside its start and ReLU. */
export class Film {
  constructor(path, signal) {
    this.path = path;
    this.signal = signal;
    this.chart = new Chart('Activation', { x: 'x', y: 'f(x)', signal });
    this.slider = h('input', { type: 'range', min: 0, max: 0, value: 0, 'aria-label': 'Epoch of the function', oninput: () => { this.stop(); this.draw(); } });
    this.button = h('button', { type: 'button', onclick: () => (this.timer ? this.stop() : this.play()) }, 'Play');
    this.said = h('span', { class: 'soft' });
    this.controls = h('p', { class: 'row' }, this.button, this.slider, this.said);
    this.root = this.chart.card;
    this.root.append(this.controls);
    this.controls.hidden = true;
    signal.addEventListener('abort', () => this.stop(), { once: true });
  }

  async load() {
    this.loaded = Date.now();
    const atEnd = this.slider.value === this.slider.max;
    this.film = await getJson(`${this.path}/functions`, this.signal);
    this.chart.retitle(`The function: ${activationName(this.film.activation)}`);
    this.slider.max = Math.max(0, this.film.epochs.length - 1);
    if (atEnd && !this.timer) this.slider.value = this.slider.max;
    this.controls.hidden = this.film.epochs.length < 2;
    this.draw();
  }

  /** After an epoch: epochs of a small set may come by the dozen. */
  loadSoon() {
    clearTimeout(this.waiting);
    const wait = Math.max(0, 1500 - (Date.now() - (this.loaded ?? 0)));
    this.waiting = setTimeout(() => this.load().catch(() => {}), wait);
  }

  play() {
    this.slider.value = 0;
    this.button.textContent = 'Stop';
    this.timer = setInterval(() => {
      this.draw();
      if (this.slider.value === this.slider.max) this.stop();
      else this.slider.value = Number(this.slider.value) + 1;
    }, FRAME);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.button.textContent = 'Play';
  }

  draw() {
    const { x, start, epochs } = this.film;
    const frame = epochs[Number(this.slider.value)];
    this.said.textContent = frame ? `after epoch ${frame.epoch}` : '';
    this.slider.setAttribute('aria-valuetext', this.said.textContent);
    const lines = [{ label: 'ReLU', y: RELU(x), dash: [2, 4], width: 1.5, smooth: true, colour: 5 },
      { label: 'start', y: start, dash: [6, 4], smooth: true, colour: 1 }];
    if (frame) lines.push(...frame.y.map((y, layer) => this.line(y, layer, frame.y.length)));
    this.chart.set(x, lines);
  }

  line(y, layer, layers) {
    return { label: layers === 1 ? 'learnt' : `layer ${layer + 1}`, y, smooth: true, width: layers === 1 ? 2.5 : 1.2, colour: layers === 1 ? 0 : layer };
  }
}
