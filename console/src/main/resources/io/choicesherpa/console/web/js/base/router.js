// The page's address: `#/path?parameters`. Everything that can be linked to stands in it, so that
// back, forward, reload and a copied address all lead to the same view.

const changes = new EventTarget();

/** Parameters that go along from page to page: what time is looked at, and how often it renews. */
const CARRIED = ['from', 'to', 'refresh'];

/** `{path: ['traces', '4bf9…'], params: URLSearchParams}` of the address as it stands. */
export function current() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return {path: path.split('/').filter(Boolean).map(decoded), params: new URLSearchParams(query)};
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a hand-written % is no reason to show nothing
  }
}

/** Address of a page; `path` is its parts. Empty parameters are left out, the carried ones kept. */
export function href(path, params = {}) {
  const {params: now} = current();
  const all = new URLSearchParams();
  for (const name of CARRIED) if (now.has(name)) all.set(name, now.get(name));
  assign(all, params);
  return address(path, all);
}

function assign(target, params) {
  for (const [name, value] of Object.entries(params)) {
    target.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') target.append(name, one);
    }
  }
}

function address(path, params) {
  const query = params.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${query ? `?${query}` : ''}`;
}

/** Goes to a page, a step in the history. */
export function go(path, params = {}) {
  move(href(path, params), false);
}

/** Changes parameters of the page that is shown; `undefined` or empty takes one away. */
export function setParams(changed, {replace = true} = {}) {
  const {path, params} = current();
  assign(params, changed);
  move(address(path, params), replace);
}

/** Another path with the same parameters, no step in the history: what is chosen on a page. */
export function setPath(path) {
  move(address(path, current().params), true);
}

function move(to, replace) {
  if (to === location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  announce();
}

let announced = location.hash;

function announce() {
  if (location.hash === announced) return;
  announced = location.hash;
  changes.dispatchEvent(new Event('change'));
}

// A click on a link tells by `hashchange`, back and forward by both.
window.addEventListener('hashchange', announce);
window.addEventListener('popstate', announce);

/** Calls `listener` after each change of the address. */
export function onRoute(listener) {
  changes.addEventListener('change', listener);
}
