import {href} from '../base/router.js';
import {interpolate} from './variables.js';

// Links of panels and dashboards. Grafana's own addresses lead to the console's pages.

/** `{title, href, outside}`; null when the address leads nowhere that a browser may go to. */
export function linkOf(link, scope) {
  const url = interpolate(link.url ?? '', scope, 'raw');
  const target = translated(url);
  return target && {title: interpolate(link.title ?? url, scope, 'raw'), ...target};
}

function translated(url) {
  let parsed;
  try {
    parsed = new URL(url, location.origin);
  } catch {
    return null;
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null;
  if (parsed.origin !== location.origin) return {href: parsed.href, outside: true};
  const dashboard = /^\/d\/([^/]+)/.exec(parsed.pathname);
  if (dashboard) return {href: href(['dashboards', dashboard[1]], varsOf(parsed.searchParams)), outside: false};
  if (parsed.pathname === '/explore') return explored(parsed.searchParams);
  const runbook = /^\/runbook\/([\w-]+?)(?:\.md)?$/.exec(parsed.pathname);
  if (runbook) return {href: href(['alerts', runbook[1]]), outside: false};
  return {href: parsed.href, outside: false};
}

const varsOf = (params) => Object.fromEntries([...new Set(params.keys())].filter((k) => k.startsWith('var-')).map((k) => [k, params.getAll(k)]));

/** Grafana's Explore: the first pane's first query. */
function explored(params) {
  let pane;
  try {
    pane = Object.values(JSON.parse(params.get('panes') ?? '{}'))[0];
  } catch {
    return null;
  }
  const query = pane?.queries?.[0];
  if (!query) return null;
  const time = {from: pane.range?.from, to: pane.range?.to};
  if (query.queryType === 'search' || query.service) {
    const tags = query.tags ?? '';
    return {
      href: href(['traces'], {
        service: query.service, operation: query.operation, errors: tags.includes('error=true') ? 'true' : '', tags: tags.replace('error=true', '').trim(), min_duration: query.minDuration, ...time,
      }), outside: false,
    };
  }
  if (/loki|logs/.test(`${pane.datasource} ${query.datasource?.type ?? ''}`)) return {href: href(['logs'], {query: query.expr, ...time}), outside: false};
  return {href: href(['metrics'], {expr: query.expr, ...time}), outside: false};
}
