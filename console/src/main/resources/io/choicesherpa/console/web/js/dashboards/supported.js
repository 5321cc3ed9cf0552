import {isKnownUnit} from '../base/units.js';

// What of a panel is not drawn here. Nothing is left out in silence: the panel itself lists it.

const COMMON = ['legend', 'tooltip'];
const OPTIONS = {
  timeseries: [...COMMON, 'timezone'],
  stat: ['reduceOptions', 'colorMode', 'graphMode', 'textMode', 'justifyMode', 'orientation', 'wideLayout', 'showPercentChange', 'percentChangeColorMode'],
  gauge: ['reduceOptions', 'showThresholdLabels', 'showThresholdMarkers', 'orientation', 'sizing', 'minVizWidth', 'minVizHeight'],
  bargauge: ['reduceOptions', 'orientation', 'displayMode', 'showUnfilled', 'valueMode', 'namePlacement', 'sizing', 'minVizWidth', 'minVizHeight', 'maxVizHeight', 'legend'],
  barchart: [...COMMON, 'orientation', 'showValue', 'stacking', 'barWidth', 'groupWidth', 'xField', 'barRadius', 'fullHighlight', 'xTickLabelRotation', 'xTickLabelSpacing'],
  table: ['showHeader', 'cellHeight', 'sortBy', 'footer', 'frameIndex', 'enablePagination'],
  heatmap: [...COMMON, 'calculate', 'cellGap', 'color', 'exemplars', 'filterValues', 'rowsFrame', 'yAxis', 'showValue'],
  piechart: [...COMMON, 'pieType', 'displayLabels', 'reduceOptions', 'sort'],
  logs: ['showTime', 'showLabels', 'showCommonLabels', 'wrapLogMessage', 'prettifyLogMessage', 'enableLogDetails', 'dedupStrategy', 'sortOrder', 'enableInfiniteScrolling', 'fontSize'],
  traces: [],
  text: ['content', 'mode', 'code'],
};
const CUSTOM = ['drawStyle', 'lineInterpolation', 'lineWidth', 'fillOpacity', 'showPoints', 'pointSize', 'spanNulls', 'stacking', 'axisSoftMin', 'axisSoftMax', 'axisPlacement', 'axisLabel',
  'axisColorMode', 'axisBorderShow', 'axisCenteredZero', 'barAlignment', 'barWidthFactor', 'gradientMode', 'insertNulls', 'scaleDistribution', 'thresholdsStyle', 'hideFrom', 'lineStyle', 'align', 'filterable', 'cellOptions', 'inspect', 'width', 'displayMode'];
const DEFAULTS = ['unit', 'decimals', 'min', 'max', 'color', 'thresholds', 'mappings', 'noValue', 'links', 'custom', 'displayName', 'description'];
const PROPERTIES = ['unit', 'decimals', 'min', 'max', 'color', 'thresholds', 'mappings', 'noValue', 'links', 'displayName', 'custom.axisPlacement', 'custom.drawStyle', 'custom.fillOpacity', 'custom.lineWidth',
  'custom.lineStyle', 'custom.lineInterpolation', 'custom.stacking', 'custom.spanNulls', 'custom.showPoints', 'custom.hideFrom', 'custom.align', 'custom.width', 'custom.cellOptions'];
const TRANSFORMATIONS = ['organize', 'merge', 'reduce'];
const MATCHERS = ['byName', 'byRegexp', 'byFrameRefID', 'byType'];
const COLOURS = ['thresholds', 'palette-classic', 'palette-classic-by-name', 'fixed', 'shades'];

/** Sentences, empty when everything is drawn. */
export function unsupportedOf(panel) {
  const known = OPTIONS[panel.type];
  if (!known) return [`Panels of type ${panel.type} are not drawn here.`];
  const defaults = panel.fieldConfig?.defaults ?? {};
  const overrides = panel.fieldConfig?.overrides ?? [];
  const properties = overrides.flatMap((o) => o.properties ?? []);
  return [
    ...unknown('option', Object.keys(panel.options ?? {}), known),
    ...unknown('field setting', Object.keys(defaults), DEFAULTS),
    ...unknown('field setting', Object.keys(defaults.custom ?? {}).map((k) => `custom.${k}`), CUSTOM.map((k) => `custom.${k}`)),
    ...unknown('override of', overrides.map((o) => o.matcher?.id), MATCHERS),
    ...unknown('overridden setting', properties.map((p) => p.id), PROPERTIES),
    ...unknown('transformation', (panel.transformations ?? []).filter((t) => !t.disabled).map((t) => t.id), TRANSFORMATIONS),
    ...unknown('colour mode', [defaults.color?.mode, ...properties.filter((p) => p.id === 'color').map((p) => p.value?.mode)].filter(Boolean), COLOURS),
    ...[defaults.unit, ...properties.filter((p) => p.id === 'unit').map((p) => p.value)].filter((u) => !isKnownUnit(u)).map((u) => `The unit ${u} is shown as it is written.`),
    ...(panel.type === 'heatmap' && panel.options?.calculate ? ['A heatmap of values that are not buckets is not drawn.'] : []),
    ...(panel.type === 'text' && panel.options?.mode === 'html' ? ['Markup is shown as text.'] : []),
    ...(panel.repeat ? [`Repeating for each ${panel.repeat} is not done: the panel stands once, for all.`] : []),
    ...(panel.libraryPanel ? ['A library panel is not fetched.'] : []),
  ];
}

const unknown = (what, names, known) => [...new Set(names)].filter((n) => !known.includes(n)).map((n) => `The ${what} ${n} is not heeded.`);
