import { ask } from './api.js';
import { h } from './dom.js';
import { field, workForm } from './forms.js';
import { Upload } from './upload.js';

const addressOf = ({ dataset, version }) => `#/datasets/${dataset}?version=${version}`;
const filled = (data, names) => Object.fromEntries(names.map((name) => [name, data.get(name)?.trim()]).filter(([, value]) => value));

/** Sends an archive in parts, so that it is seen how far it is, and has a version made of it. */
export function uploadForm(name, signal) {
  const upload = new Upload(name, signal);
  return workForm({
    signal,
    title: 'A version from an archive',
    button: 'Send the archive',
    fields: [
      h('label', { class: 'field long' }, h('span', {}, 'zip, tar or tar.gz of CLASS/… or train/CLASS/… and test/CLASS/…'),
        h('input', { type: 'file', name: 'archive', required: true, accept: '.zip,.tar,.gz,.tgz' })),
      field({ label: 'Image size', name: 'image_size', choices: ['32', '64'] }),
      field({ label: 'Other shapes', name: 'resize', choices: ['crop', 'fit'] }),
      field({ label: 'Share to test with', name: 'test_fraction', placeholder: '0.2' }),
      field({ label: 'Seed of that', name: 'seed', placeholder: '0' }),
      field({ label: 'Damaged pictures', name: 'on_damaged', choices: ['fail', 'skip'] }),
    ],
    work: async (data, tell) => {
      const options = filled(data, ['resize', 'on_damaged']);
      for (const [key, value] of Object.entries(filled(data, ['image_size', 'test_fraction', 'seed']))) options[key] = asNumber(value);
      return addressOf(await upload.send(data.get('archive'), options, tell));
    },
  });
}

/** A text that is no number goes as it is: the service says what is valid. */
function asNumber(text) {
  return Number.isNaN(Number(text)) ? text : Number(text);
}

/** Sends a list of pictures, and has a version made of a base and of them. */
export function expansionForm(name, signal) {
  return workForm({
    signal,
    title: 'A version with pictures of the web',
    button: 'Send the list',
    fields: [
      h('label', { class: 'field long' }, h('span', {}, 'CSV with url,label, or JSON lines of such objects'),
        h('input', { type: 'file', name: 'list', required: true, accept: '.csv,.jsonl,.ndjson' })),
      field({ label: 'Base', name: 'base', placeholder: 'the last version' }),
      field({ label: 'New classes', name: 'new_classes', choices: ['false', 'true'] }),
      field({ label: 'Most added to a class', name: 'cap_per_class', placeholder: 'no limit' }),
      field({ label: 'Near-duplicates within bits', name: 'near_threshold', placeholder: '6' }),
      field({ label: 'Labels checked by', name: 'check_by', placeholder: 'a run or a model' }),
      field({ label: 'What it doubts', name: 'check_action', choices: ['flag', 'drop'] }),
    ],
    work: async (data) => {
      const list = data.get('list');
      const type = /[.](jsonl|ndjson)$/.test(list.name) ? 'application/jsonl' : 'text/csv';
      const options = filled(data, ['base', 'new_classes', 'cap_per_class', 'near_threshold', 'check_by', 'check_action']);
      if (!options.check_by) delete options.check_action;
      const answer = await ask(`/v1/datasets/${name}/expansions?${new URLSearchParams(options)}`,
        { method: 'POST', body: list.slice(0, list.size, type), signal });
      return addressOf(await answer.json());
    },
  });
}
