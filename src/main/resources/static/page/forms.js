import { Problem } from './api.js';
import { fill, h } from './dom.js';

const working = new Set();

/** Whether a form sends something now, which ends when its page is left. */
export function isSending() {
  return working.size > 0;
}

addEventListener('beforeunload', (event) => { if (isSending()) event.preventDefault(); });

/** What is wrong with a request that was refused, one by one. */
export function errorsOf(error) {
  if (error instanceof Problem && error.errors.length) return error.errors;
  return [{ pointer: '', message: error instanceof Problem ? error.message : 'The service does not answer; what was sent may not have come.' }];
}

/** Tells what is wrong in the box, and marks the fields that it is about. */
export function showErrors(form, box, errors) {
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const error of errors) {
    const name = error.pointer.split(/[/?]/).find((part) => part && form.elements.namedItem(part));
    form.elements.namedItem(name ?? '')?.setAttribute?.('aria-invalid', 'true');
  }
  fill(box, errors.length ? h('ul', { class: 'error' }, errors.map((error) =>
    h('li', {}, error.message, error.allowed ? `; valid: ${error.allowed}` : ''))) : []);
}

/** A field with its label; with choices it is a list of them, the first of which is chosen. */
export function field({ label, choices, long, ...properties }) {
  return h('label', { class: long ? 'field long' : 'field' }, h('span', {}, label), choices
    ? h('select', properties, choices.map((value) => h('option', { value }, value)))
    : h('input', properties));
}

/** What refuses an action, beside its button until the next action: at the top the next poll that succeeds would take it away. */
export class Refusal {
  constructor() {
    this.box = h('div', { role: 'alert' });
  }

  clear() {
    fill(this.box);
  }

  async watch(action) {
    this.clear();
    try {
      await action();
    } catch (error) {
      fill(this.box, errorsOf(error).map(({ message }) => h('p', { class: 'error' }, message)));
    }
  }
}

/**
 * A form whose work is done once at a time; what refuses it is told under its fields, and progress beside its button. The work answers
 * where its reader is taken, who may have gone elsewhere by then: that ends the signal.
 */
export function workForm({ title, fields, button, work, signal }) {
  const box = h('div', { role: 'alert' });
  const told = h('span', { class: 'soft', role: 'status' });
  const send = h('button', { class: 'primary' }, button);
  const form = h('form', { class: 'stack', onsubmit: async (event) => {
    event.preventDefault();
    send.disabled = true;
    working.add(form);
    told.textContent = '';
    showErrors(form, box, []);
    try {
      const address = await work(new FormData(form), (text) => { told.textContent = text; });
      if (signal.aborted) return;
      form.reset();
      told.textContent = '';
      location.hash = address;
    } catch (error) {
      if (signal.aborted) return;
      showErrors(form, box, errorsOf(error));
      if (!(error instanceof Problem)) console.error(error);
    } finally {
      working.delete(form);
      send.disabled = false;
    }
  } }, h('div', { class: 'fields' }, fields), box, h('p', { class: 'row' }, send, told));
  return h('section', { class: 'card' }, h('h2', {}, title), form);
}
