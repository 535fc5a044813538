import { getJson } from './api.js';
import { fill, h, table } from './dom.js';
import { gridValue, time } from './format.js';
import { poll } from './live.js';
import { counted, hasEnded } from './runparts.js';

const EVERY = 4000;

/** All grids of runs that the reader sees. */
export async function experiments({ root, signal }) {
  const box = h('div', { class: 'card' }, h('p', { class: 'empty' }, 'Loading …'));
  fill(root, h('h1', {}, 'Experiments'), box);
  let limit = 50;
  await poll(async () => {
    const { data, next } = await getJson(`/v1/experiments?limit=${limit}`, signal);
    fill(box, data.length
      ? table({ caption: 'Grids of runs, newest first', columns: ['Experiment', 'Grid', 'Progress', { title: 'Submitted', class: 'wide' }], rows: data.map(row) })
      : h('p', { class: 'empty' }, 'There are no experiments yet. ', h('a', { href: '#/submit?grid=yes' }, 'Submit a grid')),
    next && limit < 200 ? h('p', { class: 'empty' }, h('button', { type: 'button', onclick: () => { limit = 200; } }, 'Show older ones')) : null);
  }, EVERY, signal);
}

function row(one) {
  const ended = Object.entries(one.statuses).reduce((sum, [status, count]) => sum + (hasEnded(status) ? count : 0), 0);
  return h('tr', {},
    h('td', {}, h('a', { href: `#/experiments/${one.id}` }, one.name ?? one.id)),
    h('td', { class: 'mono' }, Object.entries(one.grid).map(([name, values]) => h('div', {}, `${name}: ${values.map(gridValue).join(', ')}`))),
    h('td', {}, h('div', { class: 'progress' },
      h('progress', { max: one.size, value: ended, 'aria-label': `${ended} of ${one.size} runs have ended` }),
      h('span', { class: 'soft' }, counted(one.statuses)))),
    h('td', { class: 'wide' }, time(one.created_at)));
}
