import { Problem } from './api.js';
import { fill, h } from './dom.js';

/** What is wrong with a request that was refused, one by one. */
export function errorsOf(error) {
  if (error instanceof Problem && error.errors.length) return error.errors;
  return [{ pointer: '', message: error instanceof Problem ? error.message : 'The service does not answer; nothing is known to be sent.' }];
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

/** A form whose work is done once at a time; what refuses it is told under its fields, and progress beside its button. */
export function workForm({ title, fields, button, work }) {
  const box = h('div', { role: 'alert' });
  const told = h('span', { class: 'soft', role: 'status' });
  const send = h('button', { class: 'primary' }, button);
  const form = h('form', { class: 'stack', onsubmit: async (event) => {
    event.preventDefault();
    send.disabled = true;
    showErrors(form, box, []);
    try {
      await work(new FormData(form), (text) => { told.textContent = text; });
    } catch (error) {
      showErrors(form, box, errorsOf(error));
      if (!(error instanceof Problem)) console.error(error);
    } finally {
      send.disabled = false;
      told.textContent = '';
    }
  } }, h('div', { class: 'fields' }, fields), box, h('p', { class: 'row' }, send, told));
  return h('section', { class: 'card' }, h('h2', {}, title), form);
}
