import { post } from './api.js';
import { h } from './dom.js';
import { duration, percent } from './format.js';

const UNENDED = ['queued', 'running', 'pausing', 'paused'];
const ACTIONS = [
  { name: 'pause', title: 'Pause', when: ['queued', 'running'] },
  { name: 'resume', title: 'Resume', when: ['paused'] },
  { name: 'cancel', title: 'Cancel', when: UNENDED, class: 'danger', ask: 'Cancel this run? It cannot be resumed afterwards.' },
];

export const STATUSES = ['queued', 'running', 'pausing', 'paused', 'cancelling', 'succeeded', 'failed', 'cancelled'];

/** Whether nothing more happens to a run with this status by itself. */
export function hasEnded(status) {
  return ['succeeded', 'failed', 'cancelled'].includes(status);
}

export function statusBadge(status) {
  return h('span', { class: `status ${status}` }, status);
}

/** A bar with the epochs, and what is left of the time. */
export function progressBar(run) {
  const { epoch, epochs, fraction, eta_seconds: eta, images_per_second: speed } = run.progress;
  const said = [`epoch ${epoch} of ${epochs}`];
  if (eta !== null && run.status === 'running') said.push(`${duration(eta)} left`);
  if (speed !== null && run.status === 'running') said.push(`${Math.round(speed)} images/s`);
  return h('div', { class: 'progress' },
    h('progress', { max: 1, value: fraction, 'aria-label': `${percent(fraction, 0)} of the training` }),
    h('span', { class: 'soft mono' }, said.join(' · ')));
}

/** Buttons for what can be done to a run now; `done` is called with the run as it is afterwards. */
export function actions(run, done, failed) {
  return ACTIONS.filter((action) => action.when.includes(run.status)).map((action) => h('button', {
    type: 'button',
    class: action.class ?? null,
    onclick: async (event) => {
      if (action.ask && !confirm(action.ask)) return;
      event.target.disabled = true;
      try {
        done(await post(`/v1/runs/${run.id}/${action.name}`));
      } catch (error) {
        event.target.disabled = false;
        failed(error);
      }
    },
  }, action.title));
}

/** How many runs have which status, in words. */
export function counted(statuses) {
  return Object.entries(statuses).map(([status, count]) => `${count} ${status}`).join(', ');
}
