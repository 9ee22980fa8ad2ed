import { parseDuration } from '../options/duration.ts';

/** How many iterations one k6 scenario starts: known from its schedule, or left to how long its users take. */
export type Starts =
  | {
      by: 'schedule';
      count: number;
      /** k6 starts one more where an arrival falls on an end. */
      most: number;
    }
  | {
      by: 'users';
      /** The time of all users together. */
      userMs: number;
      /** How often a user begins; each makes one iteration however long it takes. */
      joins: number;
      /** Iterations that there are to share. */
      most: number;
    };

/** A scenario as `k6 inspect` prints it: what was not set is null. */
export type K6Scenario = Record<string, unknown> & { executor?: unknown };

interface Stage {
  durationMs: number;
  target: number;
}

/** k6's own default. */
const longestByDefault = '10m';

/**
 * The starts that a k6 scenario plans, whoever wrote it. Undefined for an executor that is told what to do while it runs.
 *
 * @param model `open` where our own schedule drives shared iterations: then there are exactly as many
 */
export function startsOf(scenario: K6Scenario, model: 'open' | 'closed' = 'closed'): Starts | undefined {
  const number = (key: string, otherwise = 0): number => Number(scenario[key] ?? otherwise);
  const ms = (key: string, otherwise: string): number => durationMs(scenario[key] ?? otherwise);
  switch (scenario.executor) {
    case 'constant-arrival-rate': {
      const count = (number('rate') * ms('duration', '0')) / ms('timeUnit', '1s');
      return { by: 'schedule', count, most: Math.ceil(count) + 1 };
    }
    case 'ramping-arrival-rate': {
      const { area } = path(number('startRate'), stagesOf(scenario));
      const count = area / ms('timeUnit', '1s');
      return { by: 'schedule', count, most: Math.ceil(count) + 1 };
    }
    case 'constant-vus':
      return { by: 'users', userMs: number('vus', 1) * ms('duration', '0'), joins: number('vus', 1), most: Infinity };
    case 'ramping-vus': {
      const { area, rises } = path(number('startVUs', 1), stagesOf(scenario));
      return { by: 'users', userMs: area, joins: number('startVUs', 1) + rises, most: Infinity };
    }
    case 'shared-iterations':
    case 'per-vu-iterations': {
      const vus = number('vus', 1);
      const each = scenario.executor === 'per-vu-iterations' ? vus : 1;
      const most = each * number('iterations', 1);
      if (model === 'open') return { by: 'schedule', count: most, most };
      return { by: 'users', userMs: vus * ms('maxDuration', longestByDefault), joins: Math.min(vus, most), most };
    }
    default:
      return undefined;
  }
}

/** The integral over piecewise linear values, and the sum of their rises. */
function path(start: number, stages: Stage[]): { area: number; rises: number } {
  let at = start;
  let area = 0;
  let rises = 0;
  for (const { durationMs: lasts, target } of stages) {
    area += ((at + target) / 2) * lasts;
    rises += Math.max(0, target - at);
    at = target;
  }
  return { area, rises };
}

function stagesOf({ stages }: K6Scenario): Stage[] {
  const given = Array.isArray(stages) ? (stages as Record<string, unknown>[]) : [];
  return given.map(({ duration, target }) => ({
    durationMs: durationMs(duration ?? '0'),
    target: Number(target ?? 0),
  }));
}

/** k6 prints `1h0m0s`; a script may hold milliseconds. */
function durationMs(value: unknown): number {
  return typeof value === 'number' ? value : (parseDuration(String(value)) ?? 0);
}
