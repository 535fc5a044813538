const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A time of the API in the reader's zone and language, with the exact one behind it. */
export function time(text) {
  if (!text) return null;
  const element = document.createElement('time');
  element.dateTime = text;
  element.title = text;
  element.textContent = clock.format(new Date(text));
  return element;
}

/** Seconds as people say them. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return '';
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Bytes as people say them. */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const unit = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${(bytes / 1000 ** unit).toFixed(unit ? 1 : 0)} ${units[unit]}`;
}

/** A share from 0 to 1 as percent. */
export function percent(share, digits = 2) {
  return share === null || share === undefined ? '–' : `${(100 * share).toFixed(digits)} %`;
}

/** A measured number with four significant digits. */
export function number(value) {
  if (value === null || value === undefined) return '–';
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

const PROPER = { coslu: 'CosLU', delu: 'DELU', relun: 'ReLUN', sinlu: 'SinLU', shilu: 'ShiLU', relu: 'ReLU', prelu: 'PReLU', silu: 'SiLU',
  elu: 'ELU', gelu: 'GELU', mish: 'Mish', helu: 'HeLU', scaledsoftsign: 'ScaledSoftSign', lincomb: 'LinComb', normlincomb: 'NormLinComb' };

/** An activation as the papers write it. */
export function activationName(name) {
  return PROPER[name] ?? name;
}

/** What a run trains, in a line. */
export function title(run) {
  const spec = run.spec;
  return `${spec.model.replace('resnet', 'ResNet')} · ${activationName(spec.activation.name)} · ${spec.dataset}`;
}

/** A value of a grid; an activation with settings by its name. */
export function gridValue(value) {
  return typeof value === 'object' && value !== null ? value.name ?? JSON.stringify(value) : String(value);
}
