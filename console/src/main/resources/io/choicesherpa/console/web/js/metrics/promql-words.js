// The words of PromQL with what they do, for completion. Metric and label names come from the server.

const FUNCTIONS = {
  rate: ['rate(v[range])', 'per-second increase of a counter'],
  irate: ['irate(v[range])', 'per-second increase between the last two samples'],
  increase: ['increase(v[range])', 'increase of a counter over the range'],
  delta: ['delta(v[range])', 'difference of a gauge over the range'],
  idelta: ['idelta(v[range])', 'difference of the last two samples'],
  deriv: ['deriv(v[range])', 'per-second slope of a gauge by regression'],
  predict_linear: ['predict_linear(v[range], seconds)', 'where a gauge will be, by regression'],
  resets: ['resets(v[range])', 'how often a counter fell'],
  changes: ['changes(v[range])', 'how often the value changed'],
  double_exponential_smoothing: ['double_exponential_smoothing(v[range], sf, tf)', 'smoothed value by level and trend'],
  histogram_quantile: ['histogram_quantile(q, buckets)', 'quantile of a histogram, q from 0 to 1'],
  histogram_avg: ['histogram_avg(h)', 'mean of a native histogram'],
  histogram_count: ['histogram_count(h)', 'observations of a native histogram'],
  histogram_sum: ['histogram_sum(h)', 'sum of a native histogram'],
  histogram_fraction: ['histogram_fraction(low, high, h)', 'share of observations between two bounds'],
  histogram_stddev: ['histogram_stddev(h)', 'standard deviation of a native histogram'],
  histogram_stdvar: ['histogram_stdvar(h)', 'variance of a native histogram'],
  avg_over_time: ['avg_over_time(v[range])', 'mean of each series over the range'],
  min_over_time: ['min_over_time(v[range])', 'smallest value over the range'],
  max_over_time: ['max_over_time(v[range])', 'largest value over the range'],
  sum_over_time: ['sum_over_time(v[range])', 'sum of the values over the range'],
  count_over_time: ['count_over_time(v[range])', 'how many samples lie in the range'],
  last_over_time: ['last_over_time(v[range])', 'newest sample of the range'],
  present_over_time: ['present_over_time(v[range])', '1 where there is any sample'],
  absent_over_time: ['absent_over_time(v[range])', '1 where there is no sample'],
  quantile_over_time: ['quantile_over_time(q, v[range])', 'quantile of the values over the range'],
  stddev_over_time: ['stddev_over_time(v[range])', 'standard deviation over the range'],
  stdvar_over_time: ['stdvar_over_time(v[range])', 'variance over the range'],
  absent: ['absent(v)', '1 when there is no series'],
  clamp: ['clamp(v, min, max)', 'values held between two bounds'],
  clamp_min: ['clamp_min(v, min)', 'values not below a bound'],
  clamp_max: ['clamp_max(v, max)', 'values not above a bound'],
  round: ['round(v, to)', 'rounded to a multiple'],
  floor: ['floor(v)', 'rounded down'], ceil: ['ceil(v)', 'rounded up'], abs: ['abs(v)', 'without sign'], sgn: ['sgn(v)', '−1, 0 or 1'],
  exp: ['exp(v)', 'e to the power of'], ln: ['ln(v)', 'natural logarithm'], log2: ['log2(v)', 'binary logarithm'],
  log10: ['log10(v)', 'decimal logarithm'], sqrt: ['sqrt(v)', 'square root'],
  sin: ['sin(v)', 'sine'], cos: ['cos(v)', 'cosine'], tan: ['tan(v)', 'tangent'], asin: ['asin(v)', 'arc sine'], acos: ['acos(v)', 'arc cosine'],
  atan: ['atan(v)', 'arc tangent'], sinh: ['sinh(v)', 'hyperbolic sine'], cosh: ['cosh(v)', 'hyperbolic cosine'], tanh: ['tanh(v)', 'hyperbolic tangent'],
  asinh: ['asinh(v)', 'inverse hyperbolic sine'], acosh: ['acosh(v)', 'inverse hyperbolic cosine'], atanh: ['atanh(v)', 'inverse hyperbolic tangent'],
  deg: ['deg(v)', 'radians to degrees'], rad: ['rad(v)', 'degrees to radians'], pi: ['pi()', 'π'],
  label_replace: ['label_replace(v, to, replacement, from, regex)', 'a label made of another by regular expression'],
  label_join: ['label_join(v, to, separator, from…)', 'a label joined of others'],
  sort: ['sort(v)', 'by value, lowest first'], sort_desc: ['sort_desc(v)', 'by value, highest first'],
  scalar: ['scalar(v)', 'the one element as a number'], vector: ['vector(s)', 'a number as a vector'],
  time: ['time()', 'seconds since 1970 of the evaluation'], timestamp: ['timestamp(v)', 'when the samples were taken'],
  year: ['year(v)', 'year, UTC'], month: ['month(v)', 'month 1 to 12, UTC'], day_of_month: ['day_of_month(v)', 'day 1 to 31, UTC'],
  day_of_week: ['day_of_week(v)', 'day 0 (Sunday) to 6, UTC'], day_of_year: ['day_of_year(v)', 'day 1 to 366, UTC'],
  days_in_month: ['days_in_month(v)', 'days of the month, UTC'], hour: ['hour(v)', 'hour 0 to 23, UTC'], minute: ['minute(v)', 'minute 0 to 59, UTC'],
};

const AGGREGATIONS = {
  sum: 'sum over series', avg: 'mean over series', min: 'smallest of the series', max: 'largest of the series', count: 'how many series',
  group: '1 for each group', stddev: 'standard deviation over series', stdvar: 'variance over series', topk: 'the k largest series',
  bottomk: 'the k smallest series', quantile: 'quantile over series', count_values: 'series counted by value',
};

const KEYWORDS = {
  by: 'labels to keep', without: 'labels to drop', on: 'labels to match by', ignoring: 'labels not to match by',
  group_left: 'many on the left match one', group_right: 'many on the right match one', offset: 'as it was before', bool: '0 or 1 in place of a filter',
  and: 'in both', or: 'in either', unless: 'in the left only',
};

/** `{word, kind, detail, help}`; `insert` is what is put in when it is more than the word. */
export const WORDS = [
  ...Object.entries(AGGREGATIONS).map(([word, help]) => ({word, kind: 'aggregation', detail: word, help, insert: `${word}(`})),
  ...Object.entries(FUNCTIONS).map(([word, [detail, help]]) => ({word, kind: 'function', detail, help, insert: `${word}(`})),
  ...Object.entries(KEYWORDS).map(([word, help]) => ({word, kind: 'keyword', detail: word, help})),
];

export const isFunction = (word) => word in FUNCTIONS || word in AGGREGATIONS;
export const isKeyword = (word) => word in KEYWORDS;
export const DURATIONS = ['1m', '5m', '15m', '30m', '1h', '6h', '1d', '7d'];
