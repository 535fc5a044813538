const KEY = 'trainyard-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

function apply() {
  document.documentElement.dataset.theme = localStorage.getItem(KEY) ?? (system.matches ? 'dark' : 'light');
  document.dispatchEvent(new CustomEvent('theme'));
}

/** The system's theme, until the reader has chosen the other one. */
export function chooseTheme(button) {
  button.addEventListener('click', () => {
    const other = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEY, other);
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}

/** The value of one of the style sheet's colours in the present theme. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
