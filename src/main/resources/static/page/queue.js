import { getJson } from './api.js';
import { card, fill, h, table } from './dom.js';
import { time, title } from './format.js';
import { poll } from './live.js';
import { progressBar } from './runparts.js';

const EVERY = 2000;

/** What waits, and what every slot of every worker does: for a screen on the wall. */
export async function queue({ root, signal }) {
  const tiles = h('div', { class: 'tiles' });
  const slots = h('div', {});
  const waiting = h('div', {});
  fill(root, h('h1', {}, 'Queue'), tiles, card('Slots', slots), card('Waiting', waiting));
  await poll(async () => {
    const [now, running, queued] = await Promise.all([getJson('/v1/queue', signal),
      getJson('/v1/runs?status=running&limit=200', signal), getJson('/v1/runs?status=queued&limit=200', signal)]);
    fill(tiles, Object.entries(now.runs).map(([status, count]) =>
      h('a', { class: 'card', href: `#/runs?status=${status}`, 'data-focus': status }, h('div', { class: 'big' }, String(count)), status)));
    fill(slots, showSlots(now.slots, new Map(running.data.map((run) => [run.id, run]))));
    fill(waiting, showWaiting(queued));
  }, EVERY, signal);
}

function showSlots(slots, runs) {
  if (!slots.length) return h('p', { class: 'empty' }, 'No worker was heard of in the last half minute: runs wait until one comes.');
  return table({ caption: 'Slots of the workers that were heard of in the last half minute', columns: ['Slot', 'Device', 'Run', 'Progress', { title: 'Heard of', class: 'wide' }],
    rows: slots.map((slot) => {
      const run = runs.get(slot.run);
      return h('tr', {}, h('td', { class: 'mono' }, slot.name), h('td', {}, slot.device),
        h('td', {}, run ? h('a', { href: `#/runs/${run.id}` }, run.name ?? title(run)) : slot.busy ? 'busy' : 'idle'),
        h('td', {}, run ? progressBar(run) : ''), h('td', { class: 'wide' }, time(slot.seen_at)));
    }) });
}

function showWaiting({ data, has_more: more }) {
  if (!data.length) return h('p', { class: 'empty' }, 'Nothing waits.');
  return table({ caption: `${data.length}${more ? ' or more' : ''} runs wait, the oldest last; priority and fairness between owners decide`,
    columns: ['Run', { title: 'Priority', class: 'number' }, 'Owner', 'Since'],
    rows: data.map((run) => h('tr', {}, h('td', {}, h('a', { href: `#/runs/${run.id}` }, run.name ?? title(run))),
      h('td', { class: 'number' }, String(run.priority)), h('td', {}, run.owner), h('td', {}, time(run.queued_at)))) });
}
