/**
 * The fields of a run's request beside model, activation and data set: `read` makes of a text what is sent, `write` makes
 * of a run's spec the text. An empty text is left out, and the service takes its default.
 */
const number = { read: Number, write: String };
const text = { read: (value) => value, write: String };
const numbers = { read: (value) => value.split(/[\s,]+/).filter(Boolean).map(Number), write: (list) => list.join(', ') };
const words = { read: (value) => value.split(',').map((word) => word.trim()).filter(Boolean), write: (list) => list.join(', ') };
const json = { read: (value) => JSON.parse(value), write: JSON.stringify };

export const FIELDS = [
  { name: 'name', label: 'Name', ...text, hint: 'for people' },
  { name: 'epochs', label: 'Epochs', ...number, hint: '90', type: 'number', min: 1, max: 10000 },
  { name: 'seed', label: 'Seed', ...number, hint: '42', type: 'number', min: 0, single: true },
  { name: 'tags', label: 'Tags', ...words, hint: 'night, paper' },
  { name: 'batch_size', label: 'Batch size', ...number, hint: '128', type: 'number', min: 1, max: 4096, more: true },
  { name: 'learning_rate', label: 'Learning rate', ...number, hint: '0.1', more: true },
  { name: 'schedule', label: 'Schedule', ...json, hint: '{"type": "step", "milestones": [45, 65], "factor": 0.1}', more: true },
  { name: 'optimizer', label: 'Optimizer', ...text, choices: ['sgd', 'nesterov'], more: true },
  { name: 'momentum', label: 'Momentum', ...number, hint: '0.9', more: true },
  { name: 'weight_decay', label: 'Weight decay', ...number, hint: '0.0001', more: true },
  { name: 'augmentation', label: 'Augmentation', ...text, choices: ['none', 'flip_or_crop', 'flip_and_crop'], more: true },
  { name: 'validation_fraction', label: 'Share to validate', ...number, hint: '0.1', more: true },
  { name: 'shortcut', label: 'Shortcut', ...text, choices: ['A', 'B'], more: true },
  { name: 'early_stopping', label: 'Early stopping', ...json, hint: '{"patience": 10}', more: true },
  { name: 'devices', label: 'Devices', ...number, hint: '1', type: 'number', min: 1, max: 64, more: true },
  { name: 'priority', label: 'Priority', ...number, hint: '0', type: 'number', min: -100, max: 100, more: true },
  { name: 'max_runtime_seconds', label: 'At most at work (s)', ...number, hint: 'no limit', type: 'number', min: 1, more: true },
];

/** What a list of seeds is read with. */
export const seeds = numbers;

/** The texts of all fields as a run has them, to start another one from. */
export function textsOf(run) {
  const known = { ...run.spec, name: run.name, tags: run.tags, priority: run.priority, max_runtime_seconds: run.max_runtime_seconds };
  const schedule = known.schedule && Object.fromEntries(Object.entries(known.schedule).filter(([, value]) => value !== null));
  return Object.fromEntries(FIELDS.map((field) => [field.name, field.name === 'schedule' ? schedule : known[field.name]])
    .filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && !value.length))
    .map(([name, value]) => [name, FIELDS.find((field) => field.name === name).write(value)]));
}

/** The activation of a run as a request writes it: its name where all else is as published. */
export function activationOf(spec, catalogue) {
  const { name, sharing, initial, terms } = spec.activation;
  const published = catalogue.find((one) => one.name === name);
  const asPublished = sharing === 'network' && JSON.stringify(terms) === JSON.stringify(published.terms)
    && Object.entries(initial).every(([key, value]) => published.parameters[key] === value);
  if (asPublished) return name;
  return { name, sharing, ...(Object.keys(initial).length ? { initial } : {}), ...(terms.length ? { terms } : {}) };
}
