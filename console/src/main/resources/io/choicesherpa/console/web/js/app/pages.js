import * as icons from '../base/icons.js';

/**
 * The pages in the order of the navigation. `path` is the address's first part, `key` the letter
 * after g; `load` fetches the page's module when it is first wanted. `timed` pages heed the time
 * range, the others only refresh.
 */
export const PAGES = [
  {path: '', title: 'Overview', key: 'o', icon: icons.overview, tag: 'overview-page', timed: true, load: () => import('../overview/overview-page.js')},
  {path: 'traces', title: 'Traces', key: 't', icon: icons.traces, tag: 'traces-page', timed: true, load: () => import('../traces/traces-page.js')},
  {path: 'logs', title: 'Logs', key: 'l', icon: icons.logs, tag: 'logs-page', timed: true, load: () => import('../logs/logs-page.js')},
  {path: 'metrics', title: 'Metrics', key: 'm', icon: icons.metrics, tag: 'metrics-page', timed: true, load: () => import('../metrics/metrics-page.js')},
  {path: 'dashboards', title: 'Dashboards', key: 'd', icon: icons.dashboards, tag: 'dashboards-page', timed: true, load: () => import('../dashboards/dashboards-page.js')},
  {path: 'alerts', title: 'Alerts', key: 'a', icon: icons.alerts, tag: 'alerts-page', timed: true, load: () => import('../alerts/alerts-page.js')},
  {path: 'errors', title: 'Errors', key: 'e', icon: icons.errors, tag: 'errors-page', load: () => import('../errors/errors-page.js')},
  {path: 'intake', title: 'Intake', key: 'i', icon: icons.intake, tag: 'intake-page', load: () => import('../intake/intake-page.js')},
];

export const pageOf = (route) => PAGES.find((page) => page.path === (route.path[0] ?? ''));
