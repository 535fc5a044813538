import { h } from './dom.js';
import { Chart } from './charts.js';

/** So many points are drawn; of more, every second is left out. */
const MOST = 2000;

/** Loss, accuracy and learning rate of one run, epoch by epoch. */
export class Curves {
  constructor(signal) {
    this.epochs = [];
    this.loss = new Chart('Loss', { y: 'cross-entropy in nats', signal });
    this.accuracy = new Chart('Accuracy', { y: 'share', signal });
    this.rate = new Chart('Learning rate', { y: 'learning rate', signal });
    this.root = h('div', { class: 'grid' }, this.loss.card, this.accuracy.card, this.rate.card);
  }

  show(epochs) {
    this.epochs = epochs;
    this.draw();
  }

  /** Whether the epoch is one that was not known yet. */
  add(epoch) {
    const last = this.epochs[this.epochs.length - 1]?.epoch ?? 0;
    if (epoch.epoch <= last) return false;
    this.epochs.push(epoch);
    if (this.epochs.length > MOST) this.epochs = this.epochs.filter((_, i) => i % 2 === 0 || i === this.epochs.length - 1);
    this.draw();
    return true;
  }

  draw() {
    const all = (name) => this.epochs.map((epoch) => epoch[name]);
    const x = all('epoch');
    this.loss.set(x, [{ label: 'training', y: all('train_loss') }, { label: 'validation', y: all('validation_loss') }]);
    this.accuracy.set(x, [{ label: 'training', y: all('train_accuracy') }, { label: 'validation', y: all('validation_accuracy') }]);
    this.rate.set(x, [{ label: 'learning rate', y: all('learning_rate'), stepped: true, colour: 2 }]);
  }
}
