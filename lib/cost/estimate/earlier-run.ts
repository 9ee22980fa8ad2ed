import type { Row } from '../../measure/row.ts';
import type { Bounds, Case } from './bounds.ts';

/** What a run that has been tells of one that is planned. */
export interface EarlierRun {
  /** Exchanges with a row. */
  requests: number;
  /** Names of the models asked. */
  models: string[];
  /** Names of the scenarios. */
  scenarios: string[];
  /** The share of exchanges that were not turned away before the endpoint counted a token. */
  billedShare: number;
  /** Of one billed request. Absent where the endpoint counts no tokens. */
  inputTokens?: Bounds;
  cachedTokens?: number;
  /** Of one answer, had the cap been this one: longer answers are cut there. */
  outputTokens?(cap: number, which: Exclude<Case, 'worst'>): number;
  /** From request to end: the mean, and how far off it may be. */
  answerMs?: Bounds;
}

/** Under a load of another kind answers may come so many times slower or faster. */
const otherLoad = 2;

/** Reads rows one by one and keeps how often each value came, so that a run may have any length. */
export function createEarlierRunReader() {
  const models = new Set<string>();
  const scenarios = new Set<string>();
  const inputs = createTally();
  const outputs = createTally();
  const answers = createTally();
  let requests = 0;
  let refused = 0;
  let cached = 0;
  let isCacheTold = false;

  return {
    add({ model, scenario, tokens, end_ms, status }: Row): void {
      requests++;
      models.add(model);
      scenarios.add(scenario);
      // Three digits are more than an estimate has.
      answers.add(Number(end_ms.toPrecision(3)));
      if (tokens?.input === undefined || tokens.output === undefined) {
        if (status === 0 || status >= 400) refused++;
        return;
      }
      inputs.add(tokens.input);
      outputs.add(tokens.output);
      if (tokens.cached !== undefined) {
        isCacheTold = true;
        cached += tokens.cached;
      }
    },

    /** Undefined without a single row. */
    result(): EarlierRun | undefined {
      if (requests === 0) return undefined;
      const answer = answers.mean();
      const run: EarlierRun = {
        requests,
        models: [...models],
        scenarios: [...scenarios],
        billedShare: 1 - refused / requests,
        answerMs: {
          low: Math.max(otherLoad * answer, answers.quantile(0.9)),
          expected: answer,
          worst: Math.max(1, Math.min(answer / otherLoad, answers.quantile(0.1))),
        },
      };
      if (inputs.count() > 0) {
        const mean = inputs.mean();
        run.inputTokens = { low: mean, expected: mean, worst: inputs.quantile(1) };
        if (isCacheTold) run.cachedTokens = Math.min(mean, cached / inputs.count());
        run.outputTokens = (cap, which) => {
          const expected = outputs.mean(cap);
          return which === 'expected' ? expected : Math.min(expected, outputs.quantile(0.1));
        };
      }
      return run;
    },
  };
}

function createTally() {
  const counts = new Map<number, number>();
  let all = 0;
  return {
    add(value: number): void {
      counts.set(value, (counts.get(value) ?? 0) + 1);
      all++;
    },
    count: () => all,
    mean(cut = Infinity): number {
      let sum = 0;
      for (const [value, times] of counts) sum += Math.min(value, cut) * times;
      return sum / all;
    },
    quantile(share: number): number {
      let passed = 0;
      let last = 0;
      for (const [value, times] of [...counts].sort(([a], [b]) => a - b)) {
        last = value;
        passed += times;
        if (passed >= share * all) break;
      }
      return last;
    },
  };
}
