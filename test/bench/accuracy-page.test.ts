import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { accuracyPage } from '../../bench/lib/accuracy-page.mjs';
import { lineChart } from '../../bench/lib/line-chart.mjs';
import { root } from '../rules/source-files.ts';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const bench = {
  name: 'n',
  about: 'Streams',
  date: '2026-11-22',
  at: '2026-11-22T10:00:00Z',
  runs: 1,
  machine: { cpu: 'C', cores: 2, memoryGb: 8, kernel: '6', pinned: true },
  versions: { 'k6-llm': 'abc', k6: 'v2' },
  load: { least: 0.1, most: 0.1 },
};
const figure = (more: object) => ({ figure: 'error', unit: 'ms', value: 2, least: 1, most: 3, ...more });

describe('the page', () => {
  it('says of each goal whether it is kept, and lists what is missed first', () => {
    const figures = [figure({ limit: 5 }), figure({ figure: 'share', atLeast: 3 })];
    const page = accuracyPage({ benches: [{ ...bench, figures }] });
    expect(page).toContain('**1 of 2 goals are kept.** Missed:\n- Streams: share, 2 ms (goal ≥ 3 ms)');
    expect(page).toContain('| error | ≤ 5 ms | 2 ms | 1–3 |  |');
    expect(page).toContain('| share | ≥ 3 ms | 2 ms **missed** | 1–3 |  |');
  });

  it('says of a missed goal what remains and whose it is, and of a kept one nothing', () => {
    const of = (limit: number) =>
      accuracyPage({ benches: [{ ...bench, name: 'short-exchange', figures: [figure({ limit })] }] });
    expect(of(1)).toContain(
      '- Streams: error, 2 ms (goal ≤ 1 ms). What remains: the bare client needs more than this goal',
    );
    expect(of(5)).not.toContain('What remains');
  });

  it('shows ours beside the other in one cell, and a dash where nothing was seen', () => {
    const tables = [
      { title: 'T', columns: ['load', 'TTFT', 'gap'], rows: [{ label: '10', cells: [[0.5, 0.25], undefined] }] },
    ];
    const page = accuracyPage({ benches: [{ ...bench, figures: [], tables }] });
    expect(page).toContain('| load | TTFT | gap |\n| --- | --- | --- |\n| 10 | 0.50 / 0.25 | – |');
  });

  it('names the machine, the day and the versions', () => {
    const page = accuracyPage({ benches: [{ ...bench, figures: [] }] });
    expect(page).toContain(
      '2026-11-22: 2 cores of C, 8 GB, Linux 6, k6 pinned to one core and the server to the other',
    );
    expect(page).toContain('k6-llm abc, k6 v2');
  });

  it('says what else had the processor', () => {
    const of = (load: object) => accuracyPage({ benches: [{ ...bench, figures: [], load }] });
    expect(of({ least: 0.1, most: 1.2, stolenPercent: 0 })).toContain('1-minute load before: 0.1–1.2.\n');
    expect(of({ least: 0.1, most: 0.1, stolenPercent: 3 })).toContain('and the hypervisor took 3 % of the CPU.\n');
    expect(of({ least: 0.1, most: 0.1, stolenPercent: 12 })).toContain('Something else was running');
    expect(of({ least: 0.1, most: 2.1, stolenPercent: 0 })).toContain('Something else was running');
  });
});

describe('docs/accuracy.md', () => {
  const record = JSON.parse(read('bench/record.json'));

  it('is what `npm run bench:record` writes of bench/record.json', () => {
    expect(read('docs/accuracy.md')).toBe(accuracyPage(record));
  });

  it('shows charts that are there, drawn from the record', () => {
    for (const chart of record.benches.flatMap(({ charts = [] }: { charts?: { file: string }[] }) => charts))
      expect(read(`docs/accuracy/${chart.file}.svg`)).toBe(lineChart(chart));
    const shown = [...read('docs/accuracy.md').matchAll(/\]\((accuracy\/[\w-]+\.svg)\)/g)].map(([, file]) => file);
    expect(shown.filter((file) => !existsSync(path.join(root, 'docs', file as string)))).toEqual([]);
  });
});
