import { Problem } from './api.js';
import { fill, h, keepFocus } from './dom.js';

/** A place for what has to be asked for by itself; what fails is told there, and asked for again by a button. */
export class Place {
  constructor(ask, signal) {
    this.ask = ask;
    this.signal = signal;
    this.root = h('div', {});
    this.load();
  }

  /** Asks again, unless it was asked for a moment ago. */
  refresh(milliseconds) {
    if (Date.now() - this.asked > milliseconds) this.load();
  }

  async load() {
    this.asked = Date.now();
    try {
      this.show(await this.ask());
    } catch (error) {
      if (!this.signal.aborted) this.show(this.failed(error));
    }
  }

  show(content) {
    keepFocus(this.root, () => fill(this.root, content));
  }

  failed(error) {
    return h('p', { class: 'row error', role: 'alert' }, error instanceof Problem ? error.message : 'The service does not answer.',
      h('button', { type: 'button', 'data-focus': 'again', onclick: () => this.load() }, 'Try again'));
  }
}
