import { expect, it } from 'vitest';
import { readReport, resultsFolder } from './recorded.ts';
import { runCli } from './spawn-cli.ts';
import { tempFolder } from './temp-folder.ts';

it('the demo takes under a minute, shows the knee, and ends with a verdict', async () => {
  const cwd = tempFolder();
  const startedAt = Date.now();
  const { code, stdout } = await runCli(
    ['demo'],
    { LLM_BASE_URL: 'https://not-asked.example', LLM_TYPO: 'not ours' },
    cwd,
  );
  expect(Date.now() - startedAt).toBeLessThan(60_000);

  const report = readReport(resultsFolder(cwd));
  expect(report.counts.finished).toBeGreaterThanOrEqual(700);
  expect(report.metrics.llm_time_to_first_token?.percentiles?.p99?.enough).toBe(true);
  expect(code).toBe(report.verdict.exitCode);
  expect(report.verdict.status).not.toBe('failed');
  expect(report.outcomes).toEqual({ ok: report.counts.finished });
  expect(stdout).toMatch(
    /What you see: at 7 requests\/s half of the answers began within [\d.]+ ms,\nat 38 requests\/s within/,
  );
  expect(stdout).toContain('npx k6-llm run ramp');
});
