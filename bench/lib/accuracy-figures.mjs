import { countOf } from './errors.mjs';

/** A p99 of fewer is the worst one seen; nothing is promised of that. */
const enough = 100;

/** Up to 200 streams they are absolute, above that beside the bare client's. */
export function goals({ label, plan, ours, bare }) {
  const judged = ({ count }, goal) => (count >= enough ? goal : {});
  const figure = (what, name, percentile, limit) => ({
    figure: `${what} error ${percentile}, ${label}`,
    value: ours[name][percentile],
    unit: 'ms',
    ...judged(ours[name], { limit }),
    note: countOf(ours[name]),
  });
  const beside = (what, name) => ({
    figure: `${what} error p99 − 2 × the bare client's, ${label}`,
    value: ours[name].p99 - 2 * bare[name].p99,
    unit: 'ms',
    ...judged({ count: Math.min(ours[name].count, bare[name].count) }, { limit: 5 }),
    note: `n ${ours[name].count}; left out, server late: ${ours[name].serverLate}`,
  });
  if (plan.streams > 200) return [beside('TTFT', 'ttft'), beside('longest-gap', 'longestGap')];
  return [
    figure('TTFT', 'ttft', 'p50', 1),
    figure('TTFT', 'ttft', 'p99', 5),
    figure('longest-gap', 'longestGap', 'p99', 10),
  ];
}

export function table(title, points, note = '') {
  return {
    title,
    note: `${note} Milliseconds, k6-llm / bare client; all but the first are p99; × is the ratio of the two.`.trim(),
    columns: [
      ...['streams × tokens/s', 'tokens a frame', 'TTFT p50', 'TTFT', '×', 'first answer', 'gap p50', 'gap p99'],
      ...['longest gap', '×', 'total', 'tokens wrong', 'n', 'client lag', 'run'],
    ],
    rows: points.map(({ label, plan, ours, bare }) => {
      const both = (name, percentile = 'p99') => [ours[name][percentile], bare[name][percentile]];
      const ratio = (name) => ours[name].p99 / bare[name].p99;
      return {
        label,
        cells: [
          ...[plan.perFrame, both('ttft', 'p50'), both('ttft'), number(ratio('ttft')), both('firstAnswer')],
          ...[both('gapP50'), both('gapP99'), both('longestGap'), number(ratio('longestGap')), both('total')],
          ...[ours.tokensWrong, [ours.ttft.count, bare.ttft.count], [ours.lagP99, bare.lagP99], ours.validity.status],
        ],
      };
    }),
  };
}

function number(value) {
  return Number.isFinite(value) ? value : undefined;
}

/** By the number of streams; of two loads with as many, the first. */
export function chart(name, title, points) {
  const first = points.filter(({ plan }, i) => points.findIndex((one) => one.plan.streams === plan.streams) === i);
  const series = (who, percentile) =>
    first.flatMap((one) => {
      const y = one[who][name][percentile];
      return y === undefined ? [] : [[one.plan.streams, y]];
    });
  return {
    file: `error-${name === 'ttft' ? 'ttft' : 'longest-gap'}`,
    title,
    x: 'streams at once',
    y: 'error, ms',
    series: [
      { name: 'k6-llm p99', points: series('ours', 'p99') },
      { name: 'bare Go client p99', points: series('bare', 'p99') },
      { name: 'k6-llm p50', points: series('ours', 'p50') },
      { name: 'bare Go client p50', points: series('bare', 'p50') },
    ],
  };
}
