import { getJson, post, token } from './api.js';
import { fill, h } from './dom.js';
import { activationName } from './format.js';
import { errorsOf, showErrors } from './forms.js';
import { activationOf, FIELDS, seeds, textsOf } from './recipe.js';

const AXES = [['model', '/v1/models'], ['activation', '/v1/activations'], ['dataset', '/v1/datasets']];

/** A form for one run, or for a grid of them, with the request that it would send. */
export async function submit({ root, query, signal }) {
  const lists = await Promise.all(AXES.map(([, path]) => getJson(path, signal)));
  const catalogue = Object.fromEntries(AXES.map(([name], i) => [name, lists[i].data]));
  const from = query.get('from') ? await getJson(`/v1/runs/${encodeURIComponent(query.get('from'))}`, signal) : null;
  new Form(root, catalogue, query.get('grid') !== null, from, query.get('dataset'), signal).show();
}

/** Browsers make UUIDs for pages of this machine and of https alone. */
function newKey() {
  return crypto.randomUUID?.() ?? String(Math.random());
}

class Form {
  constructor(root, catalogue, grid, from, dataset, signal) {
    this.root = root;
    this.signal = signal;
    this.grid = grid;
    this.key = newKey();
    this.texts = from ? textsOf(from) : {};
    this.chosen = from
      ? { model: [from.spec.model], activation: [from.spec.activation.name], dataset: [from.spec.dataset] }
      : { model: ['resnet-20'], activation: ['coslu'], dataset: [dataset ?? 'cifar-10'] };
    // What is chosen may be none of the list: of a data set that has only the last version.
    this.names = Object.fromEntries(AXES.map(([name]) => [name, [...new Set([...catalogue[name].map((one) => one.name), ...this.chosen[name]])]]));
    this.special = from ? activationOf(from.spec, catalogue.activation) : null;
    this.seeds = '1, 2, 3';
    this.from = from;
    this.errors = [];
  }

  show() {
    this.shownErrors = h('div', { role: 'alert' });
    this.request = h('pre', { class: 'card', tabindex: '0', 'aria-label': 'The request as JSON' });
    this.curl = h('pre', { class: 'card', tabindex: '0', 'aria-label': 'The request as a curl command' });
    this.estimate = h('p', { class: 'soft', role: 'status' });
    this.form = h('form', { class: 'stack', onsubmit: (event) => { event.preventDefault(); this.send(); }, oninput: () => this.read() },
      h('div', { class: 'row', role: 'radiogroup', 'aria-label': 'What to submit' }, this.kind(false, 'One run'), this.kind(true, 'A grid of runs')),
      AXES.map(([name]) => this.axis(name)),
      h('fieldset', {}, h('legend', {}, 'Recipe'), h('div', { class: 'fields' }, this.fields(false), this.grid ? this.seedsField() : null)),
      h('details', { open: this.from !== null }, h('summary', {}, 'More of the recipe; what is left out is as published'),
        h('div', { class: 'fields' }, this.fields(true))),
      this.shownErrors,
      h('p', { class: 'row' }, h('button', { class: 'primary' }, this.grid ? 'Submit the grid' : 'Submit the run'),
        this.grid ? h('button', { type: 'button', onclick: () => this.preview() }, 'How long will it take?') : null),
      this.estimate);
    fill(this.root, h('h1', {}, this.from ? 'Clone and edit a run' : 'Submit'), h('div', { class: 'grid' },
      h('section', { class: 'card' }, this.form),
      h('section', { class: 'stack' }, h('h2', {}, 'What will be sent'), this.request, h('h2', {}, 'The same with curl'), this.curl)));
    this.read();
  }

  kind(grid, label) {
    return h('label', { class: 'row' }, h('input', { type: 'radio', name: 'kind', checked: this.grid === grid,
      onchange: () => { this.grid = grid; this.show(); this.form.querySelector('input[name="kind"]:checked').focus(); } }), label);
  }

  axis(name) {
    const title = { model: 'Model', activation: 'Activation', dataset: 'Data set' }[name];
    const options = this.names[name];
    const label = (value) => (name === 'activation' ? activationName(value) : value);
    if (this.grid) {
      return h('fieldset', {}, h('legend', {}, `${title}s`), h('div', { class: 'choices' }, options.map((value) => h('label', {},
        h('input', { type: 'checkbox', name, value, checked: this.chosen[name].includes(value) }), label(value)))));
    }
    return h('label', { class: 'field' }, h('span', {}, title), h('select', { name },
      options.map((value) => h('option', { value, selected: this.chosen[name][0] === value }, label(value)))));
  }

  fields(more) {
    return FIELDS.filter((field) => Boolean(field.more) === more && !(field.single && this.grid)).map((field) =>
      h('label', { class: 'field' }, h('span', {}, field.label), field.choices
        ? h('select', { name: field.name }, h('option', { value: '' }, 'as published'),
          field.choices.map((value) => h('option', { value, selected: this.texts[field.name] === value }, value)))
        : h('input', { name: field.name, type: field.type ?? 'text', placeholder: field.hint, value: this.texts[field.name] ?? '',
          min: field.min, max: field.max })));
  }

  seedsField() {
    return h('label', { class: 'field' }, h('span', {}, 'Seeds'), h('input', { name: 'seeds', value: this.seeds, placeholder: '1, 2, 3' }));
  }

  /** Takes what stands in the form, and shows what it would send. */
  read() {
    this.errors = [];
    const data = new FormData(this.form);
    for (const [name] of AXES) this.chosen[name] = data.getAll(name);
    this.seeds = data.get('seeds') ?? this.seeds;
    const fields = {};
    for (const field of FIELDS) {
      const value = data.get(field.name);
      if (value === null) continue;
      this.texts[field.name] = value;
      if (value.trim()) fields[field.name] = this.value(field, value);
    }
    const [path, body] = this.grid ? ['/v1/experiments', this.gridOf(fields)] : ['/v1/runs', this.runOf(fields)];
    this.path = path;
    this.body = body;
    this.request.textContent = JSON.stringify(body, null, 2);
    this.curl.textContent = `curl ${location.origin}${path} \\\n  -H 'Content-Type: application/json' -H 'Idempotency-Key: ${this.key}' \\\n`
      + `${token.get() ? "  -H \"Authorization: Bearer $TRAINYARD_TOKEN\" \\\n" : ''}  -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`;
    showErrors(this.form, this.shownErrors, this.errors);
  }

  value(field, textValue) {
    try {
      const value = field.read(textValue);
      if (Number.isNaN(value)) throw new Error('no number');
      return value;
    } catch {
      this.errors.push({ pointer: `/${field.name}`, message: `${field.label} is ${textValue}`, allowed: field.hint });
      return textValue;
    }
  }

  runOf(fields) {
    const [model, activation, dataset] = AXES.map(([name]) => this.chosen[name][0]);
    return { model, activation: this.asObject(activation), dataset, ...fields };
  }

  /** The special settings of a cloned run stay with its activation. */
  asObject(name) {
    return this.special?.name === name ? this.special : name;
  }

  gridOf({ name, ...fields }) {
    const grid = { model: this.chosen.model, activation: this.chosen.activation.map((one) => this.asObject(one)), dataset: this.chosen.dataset,
      seed: seeds.read(this.seeds) };
    const single = Object.entries(grid).filter(([key, values]) => values.length === 1 && key !== 'seed' && key !== 'model');
    for (const [key, [value]] of single) {
      fields = { [key]: value, ...fields };
      delete grid[key];
    }
    return { ...(name ? { name } : {}), grid, run: fields };
  }

  async send() {
    if (this.errors.length) return;
    const button = this.form.querySelector('button.primary');
    button.disabled = true;
    try {
      const made = await post(this.path, this.body, { headers: { 'Idempotency-Key': this.key } });
      if (!this.signal.aborted) location.hash = `#${this.path.replace('/v1', '')}/${made.id}`;
    } catch (error) {
      this.refused(error);
    } finally {
      button.disabled = false;
    }
  }

  async preview() {
    this.estimate.textContent = 'Asking …';
    try {
      const { runs, images, device_hours: hours, basis } = await post('/v1/experiments/preview', this.body);
      this.estimate.textContent = `${runs} runs, ${images.toLocaleString()} images${hours === null ? '; how long that takes is not known yet' : `, ${hours.toFixed(2)} hours of one device, after ${basis}`}.`;
    } catch (error) {
      this.estimate.textContent = '';
      this.refused(error);
    }
  }

  /** A request that was refused may be sent again with the same key once it was changed: then it is another one. */
  refused(error) {
    this.key = newKey();
    this.errors = errorsOf(error);
    showErrors(this.form, this.shownErrors, this.errors);
  }
}
