import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../lib/analysis/comparison/compare-runs.ts';
import type { FigureComparison } from '../../../lib/analysis/comparison/comparison.ts';
import type { FigureName } from '../../../lib/analysis/comparison/figures.ts';
import { runsOf, runWith } from './simulated-runs.ts';

const gated: FigureName[] = ['ttft.p50'];

/** What the one figure says that the runs have. */
function figureOf(...sides: Parameters<typeof compareRuns>): FigureComparison {
  const [figure, ...others] = compareRuns(...sides).figures.filter(({ status }) => status !== 'not measured');
  expect(others).toEqual([]);
  return figure as FigureComparison;
}

describe('five runs against five', () => {
  const base = runsOf('ttft.p50', 98, 99, 100, 101, 102);

  it('all slower by a tenth: a regression, exit 3', () => {
    const compared = compareRuns(base, runsOf('ttft.p50', 108, 109, 110, 111, 112));
    expect(compared.verdict).toEqual({
      status: 'regression',
      exitCode: 3,
      reasons: ['TTFT p50 +10 %: p 0.008 among 1 figure'],
    });
    const [figure] = compared.figures;
    expect(figure?.change).toMatchObject({ kind: 'ratio', value: expect.closeTo(0.1, 10) });
    expect(figure?.p).toBeCloseTo(2 / 252, 12);
  });

  it('all faster by a tenth: an improvement, exit 0', () => {
    const { verdict } = compareRuns(base, runsOf('ttft.p50', 88, 89, 90, 91, 92));
    expect(verdict).toMatchObject({ status: 'improvement', exitCode: 0 });
  });

  it('of tokens per second more is better', () => {
    const [slow, fast] = [runsOf('tps.p50', 38, 39, 40, 41, 42), runsOf('tps.p50', 48, 49, 50, 51, 52)];
    const speed = { gated: ['tps.p50'] } as const;
    expect(compareRuns(slow, fast, speed).verdict.status).toBe('improvement');
    expect(compareRuns(fast, slow, speed).verdict.status).toBe('regression');
  });

  it('all slower, by less than half of the wished effect: significant, and no evidence of a change that counts', () => {
    const figure = figureOf(base, runsOf('ttft.p50', 102.1, 103, 104, 105, 106));
    expect(figure).toMatchObject({
      status: 'no evidence',
      because: 'a change of less than 5 %, which does not count (p 0.008 among 1 figure)',
    });
  });

  it('the same, where a smaller effect was asked for: a regression', () => {
    const head = runsOf('ttft.p50', 102.1, 103, 104, 105, 106);
    expect(compareRuns(base, head, { effects: { 'ttft.p50': 0.05 } }).verdict.status).toBe('regression');
  });

  it('mixed up: no evidence, and how sure that is', () => {
    const figure = figureOf(base, runsOf('ttft.p50', 98.5, 99.5, 100, 100.5, 101.5));
    expect(figure).toMatchObject({ status: 'no evidence', power: 1 });
    expect(figure.because).toBe('a change of 10 % would be found in 100 %');
  });

  it('mixed up and far apart among themselves: not enough runs, with how many are, exit 4', () => {
    const compared = compareRuns(runsOf('ttft.p50', 92, 96, 100, 104, 108), runsOf('ttft.p50', 93, 97, 101, 103, 107));
    expect(compared.verdict).toMatchObject({ status: 'not enough runs', exitCode: 4 });
    const [figure] = compared.figures;
    expect(figure?.runsNeeded).toBeGreaterThan(6);
    expect(figure?.because).toMatch(/^\d+ runs a side needed: a change of 10 % would be found in \d+ %$/);
  });
});

describe('fewer runs', () => {
  it.each([
    [[100], [150]],
    [
      [100, 100],
      [150, 150],
    ],
    [
      [100, 100, 100],
      [150, 150, 150],
    ],
  ])('%j against %j: however far apart, chance alone does as much too often', (base, head) => {
    const { verdict, figures } = compareRuns(runsOf('ttft.p50', ...base), runsOf('ttft.p50', ...head));
    expect(verdict).toMatchObject({ status: 'not enough runs', exitCode: 4 });
    expect(figures[0]?.runsNeeded).toBe(4);
    expect(figures[0]?.change?.value).toBeCloseTo(0.5, 10);
  });

  it('one run a side: nothing is known of how runs differ', () => {
    const figure = figureOf(runsOf('ttft.p50', 100), runsOf('ttft.p50', 150));
    expect(figure.because).toBe('at least 4 runs a side needed; how runs differ by chance is not known from these');
    expect(figure).not.toHaveProperty('runNoise');
  });

  it('four figures that decide need five runs a side, where one needs four', () => {
    const values = { 'ttft.p50': 100, 'total.p50': 1000, failures: 0, 'cost.per_request': 0.01 };
    const four = compareRuns([runWith(values)], [runWith(values)]);
    expect(four.figures.map(({ runsNeeded }) => runsNeeded)).toEqual([5, 5, 5, 5]);
  });
});

describe('figures without noise', () => {
  it('no failure in 5 × 300 requests on either side: no evidence, for 2 points more would have been seen', () => {
    const zeros = runsOf('failures', 0, 0, 0, 0, 0);
    const figure = figureOf(zeros, zeros);
    expect(figure).toMatchObject({ status: 'no evidence', p: 1 });
    expect(figure.power).toBeGreaterThan(0.95);
    expect(figure.because).toMatch(/^a change of 2 points would be found in \d+ %$/);
  });

  it('no failure in 5 × 30 requests: too few to see 2 points', () => {
    const zeros = runsOf('failures', 0, 0, 0, 0, 0).map((run) => ({
      ...run,
      figures: { failures: { value: 0, samples: 30 } },
    }));
    expect(figureOf(zeros, zeros).status).toBe('not enough runs');
  });

  it('from none to five in a hundred: a regression in points', () => {
    const figure = figureOf(runsOf('failures', 0, 0, 0, 0, 0), runsOf('failures', 0.04, 0.05, 0.05, 0.05, 0.06));
    expect(figure).toMatchObject({ status: 'regression', change: { kind: 'points', value: 0.05 } });
  });

  it('a cost that is the same in all runs: no evidence', () => {
    const same = runsOf('cost.per_request', 0.01, 0.01, 0.01, 0.01, 0.01);
    expect(figureOf(same, same)).toMatchObject({ status: 'no evidence', p: 1, power: 1, change: { value: 0 } });
  });

  it('a model that is free on both sides: no ratio, no evidence', () => {
    const free = runsOf('cost.per_request', 0, 0, 0, 0, 0);
    const figure = figureOf(free, free);
    expect(figure).toMatchObject({ status: 'no evidence', because: 'p 1.000 among 1 figure' });
    expect(figure).not.toHaveProperty('change');
  });

  it('a model that was free and is not any more: a regression without a ratio', () => {
    const figure = figureOf(runsOf('cost.per_request', 0, 0, 0, 0, 0), runsOf('cost.per_request', 1, 1, 1, 1, 1));
    expect(figure.status).toBe('regression');
    expect(figure).not.toHaveProperty('change');
  });
});

describe('figures that are missing', () => {
  const five = [98, 99, 100, 101, 102];

  it('in all runs: a default one is told and decides nothing', () => {
    const { figures, verdict } = compareRuns(runsOf('ttft.p50', ...five), runsOf('ttft.p50', ...five));
    expect(verdict).toMatchObject({ status: 'no evidence', exitCode: 0 });
    expect(figures.map(({ name, status }) => [name, status])).toEqual([
      ['ttft.p50', 'no evidence'],
      ['total.p50', 'not measured'],
      ['failures', 'not measured'],
      ['cost.per_request', 'not measured'],
    ]);
  });

  it('in all runs: one that was asked for leaves the question open', () => {
    const asked = { gated: ['ttft.p50', 'cost.per_request'] } as const;
    const { verdict } = compareRuns(runsOf('ttft.p50', ...five), runsOf('ttft.p50', ...five), asked);
    expect(verdict).toEqual({
      status: 'undecided',
      exitCode: 4,
      reasons: ['cost per request: unknown in all runs; LLM_PRICE says what tokens cost'],
    });
  });

  it('in some runs: open, and how many have it', () => {
    const base = five.map((ttft) => runWith({ 'ttft.p50': ttft, 'cost.per_request': 0.01 }));
    const head = five.map((ttft, i) => runWith({ 'ttft.p50': ttft, ...(i < 2 ? { 'cost.per_request': 0.01 } : {}) }));
    const { verdict } = compareRuns(base, head);
    expect(verdict).toEqual({
      status: 'undecided',
      exitCode: 4,
      reasons: ['cost per request: 5 of 5 base runs and 2 of 5 head runs have it'],
    });
  });

  it('all that decide: undecided', () => {
    const runs = runsOf('answer_ok', 1, 1, 1, 1, 1);
    expect(compareRuns(runs, runs).verdict).toMatchObject({ status: 'undecided', exitCode: 4 });
  });
});

describe('a run that cannot be trusted', () => {
  const base = runsOf('ttft.p50', 98, 99, 100, 101, 102);
  const slower = runsOf('ttft.p50', 108, 109, 110, 111, 112);
  const late = {
    ...runWith({ 'ttft.p50': 112 }),
    run: 'results/b5',
    unusable: ['invalid: this machine was late by 80 ms'],
  };

  it('makes the comparison invalid, even where it found a regression: exit 4', () => {
    expect(compareRuns(base, [...slower.slice(1), late]).verdict).toEqual({
      status: 'invalid',
      exitCode: 4,
      reasons: ['results/b5: invalid: this machine was late by 80 ms'],
    });
  });
});

describe('figures that do not decide', () => {
  it('are shown with their change, and not tested', () => {
    const side = (factor: number) =>
      [98, 99, 100, 101, 102].map((ms) => runWith({ 'ttft.p50': ms, 'ttft.p95': 3 * ms * factor }));
    const { verdict, figures } = compareRuns(side(1), side(2), { gated });
    expect(verdict.status).toBe('no evidence');
    const shown = figures.find(({ name }) => name === 'ttft.p95');
    expect(shown).toMatchObject({ status: 'shown', gated: false, change: { value: expect.closeTo(1, 10) } });
    expect(shown).not.toHaveProperty('p');
  });
});
