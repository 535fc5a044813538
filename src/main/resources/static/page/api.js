const KEY = 'trainyard-token';

/** An answer of the service that is no success; problem is its body (RFC 9457), code what programs read. */
export class Problem extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `The service answered ${status}`);
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.errors = problem.errors ?? [];
  }
}

export const token = {
  get: () => localStorage.getItem(KEY),
  set: (value) => (value ? localStorage.setItem(KEY, value) : localStorage.removeItem(KEY)),
};

/** A request with the reader's token, whose body is a file, or becomes JSON; throws a Problem, or a TypeError where the service cannot be reached. */
export async function ask(path, { method = 'GET', body, accept = 'application/json', headers = {}, signal, keepalive } = {}) {
  const file = body instanceof Blob;
  const type = file ? body.type || 'application/octet-stream' : 'application/json';
  const answer = await fetch(path, {
    method,
    signal,
    keepalive,
    headers: {
      Accept: accept,
      ...(body === undefined ? {} : { 'Content-Type': type }),
      ...(token.get() ? { Authorization: `Bearer ${token.get()}` } : {}),
      ...headers,
    },
    body: file || body === undefined ? body : JSON.stringify(body),
  });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 401) document.dispatchEvent(new CustomEvent('unauthorized'));
  throw new Problem(answer.status, problem);
}

export async function getJson(path, signal) {
  return (await ask(path, { signal })).json();
}

export async function post(path, body, options) {
  return (await ask(path, { method: 'POST', body, ...options })).json();
}

/** Saves what the service answers as a file: a link could not show the token. */
export async function download(path, name, accept = '*/*') {
  const blob = await (await ask(path, { accept })).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
