import { ask } from './api.js';
import { card, h } from './dom.js';
import { poll } from './live.js';

const EVERY = 3000;
const LINES = 500;

/** What the workers of a run have logged, the newest lines last. */
export class Log {
  constructor(path, signal) {
    this.path = path;
    this.signal = signal;
    this.lines = 0;
    this.text = h('pre', { class: 'log', tabindex: '0', role: 'log', 'aria-label': 'Log of the run' }, '');
    this.root = card('Log', this.text);
  }

  /** Until the run has ended, and once more. */
  async follow(hasEnded) {
    const stop = new AbortController();
    this.signal.addEventListener('abort', () => stop.abort(), { once: true });
    await poll(async () => {
      const last = hasEnded();
      await this.load();
      if (last) stop.abort();
    }, EVERY, stop.signal);
  }

  async load() {
    const text = await (await ask(`${this.path}/log?after=${this.lines}`, { accept: 'text/plain', signal: this.signal })).text();
    if (!text) return;
    const atEnd = this.text.scrollHeight - this.text.scrollTop - this.text.clientHeight < 30;
    this.lines += text.split('\n').length - 1;
    const all = (this.text.textContent + text).split('\n');
    this.text.textContent = all.slice(-LINES - 1).join('\n');
    if (atEnd) this.text.scrollTop = this.text.scrollHeight;
  }
}
