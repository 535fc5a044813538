/** A new element: properties that begin with "on" are listeners, "class" and all with a dash are attributes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class' || name.includes('-') || !(name in element)) element.setAttribute(name, value === true ? '' : value);
    else element[name] = value;
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts these in the place of all that an element has. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A part of a page under a heading. */
export function card(title, ...children) {
  return h('section', { class: 'card' }, title ? h('h2', {}, title) : null, ...children);
}

/** A list of names and values; those without a value are left out. */
export function facts(pairs) {
  const known = Object.entries(pairs).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return h('dl', { class: 'facts' }, known.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

/** A table; columns are texts, or have a title and a class. */
export function table({ caption, columns, rows, kind = '' }) {
  const head = columns.map((column) => h(column ? 'th' : 'td', !column ? {} : { scope: 'col', class: column.class ?? null }, column.title ?? column));
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', { class: kind }, h('caption', {}, caption), h('thead', {}, h('tr', {}, head)), h('tbody', {}, rows)));
}

/** Does the work, which may make elements anew, and puts the focus back on the one that is named the same by data-focus. */
export function keepFocus(root, work) {
  const name = root.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  work();
  if (name) root.querySelector(`[data-focus="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
}
