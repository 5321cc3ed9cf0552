import {isTyping} from '../base/keys.js';
import {go} from '../base/router.js';
import {PAGES} from './pages.js';

/** How long after g its letter may come. */
const CHORD_MILLIS = 1500;

let chordUntil = 0;

/**
 * Keys of the whole console. A page may take a key first by `key(event)`. Lists are walked by j and
 * k over whatever bears `data-row`; / goes to what bears `data-search`.
 */
export function shellKey(event, app) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  if (taken(event, app)) event.preventDefault();
}

function taken(event, app) {
  if (isTyping(event)) {
    if (event.key !== 'Escape') return false;
    event.target.blur();
    return true;
  }
  if (Date.now() < chordUntil) {
    chordUntil = 0;
    const page = PAGES.find((p) => p.key === event.key);
    if (page) {
      go(page.path ? [page.path] : []);
      return true;
    }
  }
  if (app.view?.key?.(event)) return true;
  switch (event.key) {
    case 'g': chordUntil = Date.now() + CHORD_MILLIS; return true;
    case '?': app.showHelp(); return true;
    case 'r': app.refresh(); return true;
    case '/': return focus(app.querySelector('main [data-search]'));
    case 'j': return step(app, 1);
    case 'k': return step(app, -1);
    default: return false;
  }
}

function focus(field) {
  field?.focus();
  field?.select?.();
  return Boolean(field);
}

function step(app, by) {
  const rows = [...app.querySelectorAll('main [data-row]')];
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1);
  rows[next]?.focus();
  rows[next]?.scrollIntoView({block: 'nearest'});
  return rows.length > 0;
}
