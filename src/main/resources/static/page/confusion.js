import { getJson, post } from './api.js';
import { card, fill, h, table } from './dom.js';
import { reach } from './live.js';
import { percent } from './format.js';

/** Test images of one class in a request for predictions. */
const IMAGES = 100;
const SHOWN = 18;

/** Which classes a run takes for which, with images of each such mistake. */
export class Confusion {
  constructor(signal) {
    this.signal = signal;
    this.body = h('div', {});
    this.examples = h('div', { 'aria-live': 'polite' });
    this.root = card('What is taken for what', this.body, this.examples);
  }

  async show(run) {
    const result = run.result?.best;
    if (!result) {
      fill(this.body, h('p', { class: 'soft' }, 'The confusion matrix of the test images comes when the run has succeeded.'));
      fill(this.examples);
    } else if (this.shown !== `${run.id} ${result.epoch}`) {
      this.shown = `${run.id} ${result.epoch}`;
      this.run = run;
      this.classes = await this.names(run.spec.dataset, result.confusion.length);
      fill(this.body, this.matrix(result.confusion));
    }
  }

  async names(dataset, count) {
    const found = (await getJson('/v1/datasets', this.signal)).data.find((one) => one.name === dataset);
    return found?.class_names ?? Array.from({ length: count }, (_, i) => String(i));
  }

  matrix(confusion) {
    if (confusion.length > 20) return this.worst(confusion);
    const rows = confusion.map((counts, actual) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      return h('tr', {}, h('th', { scope: 'row' }, this.classes[actual]),
        counts.map((count, predicted) => this.cell(count, total, actual, predicted)));
    });
    return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Confusion matrix' }, h('table', { class: 'matrix' },
      h('caption', {}, 'Rows: what it is; columns: what the best network took it for. Choose a number to see such images.'),
      h('thead', {}, h('tr', {}, h('td', {}), this.classes.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows)));
  }

  cell(count, total, actual, predicted) {
    const strength = total ? count / total : 0;
    const label = `${count} of ${this.classes[actual]} taken for ${this.classes[predicted]}`;
    const cell = h('td', {}, h('button', { type: 'button', 'aria-label': label, title: label, disabled: count === 0,
      onclick: () => this.find(actual, predicted).catch(reach) }, String(count)));
    cell.style.background = `rgba(var(--heat), ${(actual === predicted ? 0.28 : 0.9) * strength})`;
    return cell;
  }

  /** A hundred classes make no table that anybody reads: the most frequent mistakes. */
  worst(confusion) {
    const mistakes = confusion.flatMap((counts, actual) => counts.map((count, predicted) => ({ count, actual, predicted })))
      .filter((one) => one.actual !== one.predicted && one.count > 0).sort((a, b) => b.count - a.count).slice(0, 15);
    return table({ caption: `The most frequent mistakes between ${confusion.length} classes`, columns: ['It is', 'Taken for', 'How often'],
      rows: mistakes.map((one) => h('tr', {}, h('td', {}, this.classes[one.actual]), h('td', {}, this.classes[one.predicted]),
        h('td', {}, h('button', { type: 'button', onclick: () => this.find(one.actual, one.predicted).catch(reach) }, String(one.count))))) });
  }

  /** Asks the run's own network about test images of the one class, and shows those that it takes for the other. */
  async find(actual, predicted) {
    const [is, taken] = [this.classes[actual], this.classes[predicted]];
    fill(this.examples, h('p', { class: 'soft' }, `Looking for ${is} taken for ${taken} …`));
    const path = `/v1/datasets/${encodeURIComponent(this.run.spec.dataset)}/images?limit=${IMAGES}&label=${encodeURIComponent(is)}`;
    const matches = [];
    let after = null;
    do {
      const page = await getJson(path + (after ? `&after=${after}` : ''), this.signal);
      const seen = await post(`/v1/runs/${this.run.id}/predictions`, { images: page.data.map((image) => image.png), top_k: 1 });
      page.data.forEach((image, i) => {
        const [top] = seen.data[i].top;
        if (top.index === predicted) matches.push({ image, probability: top.probability });
      });
      after = page.next;
    } while (after && matches.length < SHOWN && !this.signal.aborted);
    this.showExamples(is, taken, matches.slice(0, SHOWN));
  }

  showExamples(is, taken, matches) {
    fill(this.examples, h('h3', {}, `${is} taken for ${taken}`), h('div', { class: 'pictures' }, matches.map(({ image, probability }) =>
      h('figure', {}, h('img', { src: `data:image/png;base64,${image.png}`, alt: `test image ${image.number}, ${is}` }),
        h('figcaption', {}, `${percent(probability, 0)} sure`)))));
  }
}
