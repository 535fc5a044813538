import { download, getJson } from './api.js';
import { card, facts, fill, h, keepFocus, table } from './dom.js';
import { activationName, duration, number, percent, time, title } from './format.js';
import { listen, reach } from './live.js';
import { actions, hasEnded, progressBar, statusBadge } from './runparts.js';
import { Curves } from './curves.js';
import { Film } from './film.js';
import { Confusion } from './confusion.js';
import { Log } from './log.js';

const POINTS = 800;

/** One run, as it is trained. */
export async function run({ root, id, signal }) {
  const page = new RunPage(root, id, signal);
  await page.load();
  await page.follow();
}

class RunPage {
  constructor(root, id, signal) {
    this.root = root;
    this.id = id;
    this.path = `/v1/runs/${encodeURIComponent(id)}`;
    this.signal = signal;
    this.head = h('section', { class: 'card' });
    this.facts = h('div', { class: 'grid' });
    this.curves = new Curves(signal);
    this.film = new Film(this.path, signal);
    this.confusion = new Confusion(signal);
    this.log = new Log(this.path, signal);
  }

  async load() {
    await this.refresh();
    this.curves.show((await getJson(`${this.path}/epochs?points=${POINTS}`, this.signal)).data);
    fill(this.root, this.head, this.curves.root,
      h('div', { class: 'grid' }, this.film.root, this.confusion.root), this.facts, this.log.root);
    this.film.load().catch(reach);
    this.log.follow(() => hasEnded(this.run.status)).catch(reach);
  }

  /** What stands in the run itself; its curves come by events. */
  async refresh() {
    this.run = await getJson(this.path, this.signal);
    document.title = `${this.run.name ?? title(this.run)} – Trainyard`;
    this.showHead();
    this.showFacts();
    this.confusion.show(this.run);
  }

  async follow() {
    await listen(`${this.path}/events`, (name, data) => this.told(name, data), this.signal);
    if (!this.signal.aborted) await this.refresh();
  }

  told(name, data) {
    if (name === 'step') {
      this.run.progress = data;
      this.showHead();
    } else if (name === 'epoch' && this.curves.add(data)) {
      this.film.loadSoon();
      this.refresh().catch(reach);
    } else if (name === 'status' && data.status !== this.run.status) {
      this.refresh().catch(reach);
    }
  }

  showHead() {
    const { run } = this;
    keepFocus(this.head, () => fill(this.head,
      h('div', { class: 'row spread' },
        h('h1', {}, run.name ?? title(run)),
        h('div', { class: 'row' },
          actions(run, (changed) => { this.run = changed; this.showHead(); }, reach),
          h('a', { class: 'button', 'data-focus': 'clone', href: `#/submit?from=${run.id}` }, 'Clone and edit'),
          h('a', { class: 'button', 'data-focus': 'compare', href: `#/compare?runs=${run.id}` }, 'Compare'))),
      h('p', { class: 'row' },
        h('span', { 'aria-live': 'polite' }, statusBadge(run.status)),
        run.name ? h('span', {}, title(run)) : null,
        h('span', { class: 'soft mono' }, run.id),
        run.tags.map((tag) => h('a', { class: 'tag', 'data-focus': `tag ${tag}`, href: `#/runs?tag=${encodeURIComponent(tag)}` }, tag))),
      run.reason ? h('p', { class: 'error' }, `${run.reason}: ${run.detail ?? ''}`) : run.detail ? h('p', { class: 'soft' }, run.detail) : null,
      progressBar(run)));
  }

  showFacts() {
    fill(this.facts, this.result(), this.recipe(), this.history());
  }

  result() {
    const { run } = this;
    const row = (name, report) => h('tr', {}, h('th', { scope: 'row' }, `${name} (epoch ${report.epoch})`),
      [percent(report.accuracy), number(report.loss), percent(report.f1)].map((value) => h('td', { class: 'number' }, value)));
    const tested = run.result
      ? table({ caption: 'On the test images', rows: [row('Best', run.result.best), row('Last', run.result.last)],
        columns: ['', ...['Accuracy', 'Loss', 'F1'].map((name) => ({ title: name, class: 'number' }))] })
      : h('p', { class: 'soft' }, 'The test comes when all epochs are made.');
    const learnt = Object.entries(run.activation_parameters ?? {}).filter(([, value]) => typeof value === 'number');
    return card('Result', tested,
      learnt.length ? h('p', {}, `Learnt ${activationName(run.spec.activation.name)}: `, h('span', { class: 'mono' },
        learnt.map(([name, value]) => `${name} = ${number(value)}`).join(', '))) : null,
      run.last_epoch ? this.downloads() : null);
  }

  downloads() {
    const save = (label, path, name, accept) => h('button', { type: 'button',
      onclick: () => download(this.path + path, name, accept).catch(reach) }, label);
    return h('p', { class: 'row' }, 'Take away: ',
      save('safetensors', '/model?format=safetensors', `${this.id}.safetensors`), save('ONNX', '/model?format=onnx', `${this.id}.onnx`),
      save('DL4J', '/model?format=dl4j', `${this.id}.zip`), save('Curves (CSV)', '/epochs', `${this.id}.csv`, 'text/csv'));
  }

  recipe() {
    const { spec } = this.run;
    const { schedule } = spec;
    return card('Recipe', facts({
      Network: `${spec.model}, shortcut ${spec.shortcut}`,
      Activation: `${activationName(spec.activation.name)}, shared by ${spec.activation.sharing}`,
      'Data set': `${spec.dataset}, ${spec.augmentation}, ${percent(spec.validation_fraction, 0)} to validate`,
      Epochs: `${spec.epochs}, batches of ${spec.batch_size}`,
      Optimizer: `${spec.optimizer}, learning rate ${spec.learning_rate}, momentum ${spec.momentum}, weight decay ${spec.weight_decay}`,
      Schedule: schedule.type === 'step' ? `times ${schedule.factor} after ${schedule.milestones.join(', ')}` : schedule.type,
      'Early stopping': spec.early_stopping ? JSON.stringify(spec.early_stopping) : 'never',
      Seed: String(spec.seed),
      Devices: spec.devices > 1 ? String(spec.devices) : null,
    }), h('details', {}, h('summary', {}, 'As JSON'), h('pre', {}, JSON.stringify(spec, null, 2))));
  }

  history() {
    const { run } = this;
    const { environment: trained } = run;
    return card('History', facts({
      Submitted: time(run.created_at),
      Started: time(run.started_at),
      Ended: time(run.ended_at),
      'At work': duration(run.runtime_seconds),
      Owner: run.owner,
      Attempt: String(run.attempt),
      Priority: run.priority ? String(run.priority) : null,
      'Best epoch': run.best_epoch ? `${run.best_epoch.epoch}, validation loss ${number(run.best_epoch.validation_loss)}` : null,
      Device: trained && `${trained.device}, ${trained.threads} threads`,
      Versions: trained && Object.entries(trained.versions).map(([name, version]) => `${name} ${version}`).join('; '),
    }));
  }
}
