import type { Finding } from './finding.ts';
import { formatLoad } from './rising-windows.ts';
import { spellShare } from './spell.ts';
import { quantile } from './statistics/quantile.ts';
import type { WindowSamples } from './window-samples.ts';

const name = 'survivors';

/** What a p95 may be off by before it is worth a mark. */
const tolerated = 1.1;

/**
 * Started against finished, window by window. What never ended was slow: if all of a share u was slower than the rest,
 * the true p95 is the percentile 0.95 ÷ (1 − u) of those that ended, and from u = 5 % on it is anybody's guess.
 *
 * @param startedByWindow by the window's index
 */
export function survivors(windows: WindowSamples[], startedByWindow: number[]): Finding {
  const rule = 'marked: windows whose p95 would move by more than 10 % if all unfinished exchanges were the slowest';
  const counted = windows.flatMap((samples) => {
    const started = startedByWindow[samples.window.index];
    return started === undefined || started === 0 ? [] : [{ samples, ...survivorsOf(samples, started) }];
  });
  if (counted.length === 0) {
    const lacks = 'no window counted what it started';
    return { name, level: 'undecided', says: `Survivors are undecided: ${lacks}.`, because: [rule, lacks], values: {} };
  }
  const marked = counted.filter(({ moves }) => moves);
  const started = counted.reduce((sum, one) => sum + one.started, 0);
  const unfinished = counted.reduce((sum, one) => sum + one.unfinished, 0);
  const where = marked.map(({ samples }) => formatLoad(samples.window)).join(', ');
  return {
    name,
    level: marked.length > 0 ? 'warning' : 'good',
    says:
      marked.length > 0
        ? `${unfinished} of ${started} exchanges never ended, enough to move the p95 at ${where}.`
        : `${started - unfinished} of ${started} exchanges ended; no p95 could move by more than 10 %.`,
    because: [rule],
    ...(unfinished > 0
      ? {
          table: {
            head: ['load', 'started', 'finished', 'unfinished', 'p95'],
            rows: counted.map(({ samples, started: began, unfinished: open, moves }) => [
              formatLoad(samples.window),
              String(began),
              String(began - open),
              spellShare(open / began),
              moves ? 'could move' : 'stands',
            ]),
          },
        }
      : {}),
    values: { started, unfinished, marked_windows: marked.length },
  };
}

function survivorsOf(samples: WindowSamples, started: number): { started: number; unfinished: number; moves: boolean } {
  // A row counts where it started; more finished than started is a count that was not kept, and no survivor.
  const unfinished = Math.max(0, started - samples.finished);
  const share = 0.95 / (1 - unfinished / started);
  if (unfinished === 0) return { started, unfinished, moves: false };
  const { totalMs } = samples;
  const moves = share >= 1 || !(quantile(totalMs, share) <= tolerated * quantile(totalMs, 0.95));
  return { started, unfinished, moves };
}
