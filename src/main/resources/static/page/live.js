import { ask, Problem } from './api.js';

/** Waits, unless the signal ends that; resolves either way. */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

function visible() {
  return document.hidden
    ? new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }))
    : Promise.resolve();
}

/** Tells the page that the service is away, or back; what was given up as its reader left says neither. */
export function reach(error) {
  if (error?.name === 'AbortError') return;
  const notice = document.getElementById('notice');
  notice.hidden = !error;
  notice.textContent = error instanceof Problem
    ? error.message
    : error ? 'The service does not answer. The page tries again.' : '';
}

/** Does the work again and again while the page is looked at; work that fails is tried again later. */
export async function poll(work, milliseconds, signal) {
  while (!signal.aborted) {
    try {
      await work();
      reach(null);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Problem && error.status < 500 && error.status !== 429) throw error;
      reach(error);
    }
    await pause(milliseconds, signal);
    await visible();
  }
}

/** The events in a text of server-sent events: what is before the last blank line, and what is left. */
export function parse(text) {
  const parts = text.split('\n\n');
  const rest = parts.pop();
  const events = parts.map((part) => {
    const event = {};
    for (const line of part.split('\n')) {
      const colon = line.indexOf(':');
      if (colon > 0) event[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
    }
    return event;
  });
  return { events: events.filter((event) => event.data !== undefined), rest };
}

/** Reads the stream once, from where the place is, and moves that; answers whether there may be more to come. */
async function read(path, place, listener, signal) {
  const headers = place.last ? { 'Last-Event-ID': place.last } : {};
  const answer = await ask(path, { accept: 'text/event-stream', signal, headers });
  if (answer.status === 204) return false;
  reach(null);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return true;
    const { events, rest } = parse(text + value);
    text = rest;
    for (const event of events) {
      listener(event.event, JSON.parse(event.data));
      place.last = event.id ?? place.last;
      if (event.event === 'done') return false;
    }
  }
}

/** Listens until the stream has ended for good: EventSource could not show a token. */
export async function listen(path, listener, signal) {
  const place = { last: null };
  let more = true;
  while (more && !signal.aborted) {
    try {
      more = await read(path, place, listener, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Problem && error.status < 500 && error.status !== 429) throw error;
      reach(error);
    }
    if (more) await pause(3000, signal);
  }
}
