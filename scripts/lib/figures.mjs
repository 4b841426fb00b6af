const rounded = (value) => (value === undefined ? undefined : Number(value.toPrecision(4)));
/** Counts are told whole: a difference of one byte is a difference. */
const told = (unit, value) => (['bytes', 'requests', 'documents', 'notices'].includes(unit) && Number.isInteger(value) ? value : rounded(value));

/** A figure of a benchmark as a line of JSON. */
export function line({ bench, metric, value, unit, baseline, ratio }) {
  return JSON.stringify({ bench, metric, value: told(unit, value), unit, baseline: told(unit, baseline), ratio: rounded(ratio) });
}

/** The same for whoever reads along. */
export function sentence({ bench, metric, value, unit, baseline, ratio }) {
  const against = ratio === undefined ? '' : `  ${ratio.toFixed(2)} of ${told(unit, baseline)}`;
  return `${`${bench} ${metric}`.padEnd(44)} ${String(told(unit, value)).padStart(9)} ${unit}${against}`;
}
