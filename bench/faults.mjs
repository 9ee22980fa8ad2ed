/**
 * What each tool makes of answers that are none: the simulator hurts every one, and the tool says how many it counts as
 * ok, and with which exit code it ends. These are our settings of other people's tools, in bench/peers/; the aiohttp,
 * Locust and usual k6 scripts are ours and judge as such scripts do: status 200 and some text. `--quick` takes two of the
 * five faults.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bench } from './lib/bench.mjs';
import { load } from './lib/load.mjs';
import { startSimulator } from './lib/simulated-run.mjs';
import { k6LlmCli } from './peers/k6-llm.mjs';
import { runTool } from './peers/run-tool.mjs';
import { described, notInstalled, peers } from './peers/tools.mjs';

const limitMs = 60_000;

/** `sparesShort`: the warm-up requests of the scripts, of one token, end before it comes. */
const faults = [
  { fault: 'close', words: 'a stream that ends without a finish reason', sparesShort: true },
  { fault: 'status@500', words: 'every request fails with status 500' },
  { fault: 'error', words: 'an error frame after status 200', sparesShort: true },
  { fault: 'not-streamed', words: 'JSON in place of the stream' },
  { fault: 'stall@3/3000', words: 'silence of 3 s after three tokens', sparesShort: true },
];

const plan = load({ streams: 4, rounds: 2, tokens: 20, ttftMs: 50, gapMs: 10, warmupMs: 1000 });

await bench('faults', 'what tools make of answers that are none', async (quick) => {
  const tried = quick ? faults.slice(0, 2) : faults;
  const tools = [k6LlmCli, ...peers];
  const seen = [];
  for (const one of tried) {
    for (const tool of tools) {
      const verdict = await verdictOf(tool, one);
      process.stderr.write(`  ${one.fault}: ${tool.name}: ${told(verdict)}\n`);
      seen.push({ ...one, tool, ...verdict });
    }
  }
  const others = seen.filter(({ tool }) => tool !== k6LlmCli);
  const missed = seen.filter(({ tool, isFlagged }) => tool === k6LlmCli && !isFlagged);
  const counted = tried.map(({ fault, words }) => ({
    figure: `other tools that flag nothing: ${words}`,
    value: others.filter((one) => one.fault === fault && !one.isFlagged).length,
    unit: 'tools',
    note: `of ${peers.length}`,
  }));
  const wholly = others.filter(({ fault }) => fault === 'status@500');
  return {
    figures: [
      {
        figure: 'faults that k6-llm does not flag',
        value: missed.length,
        unit: 'faults',
        limit: 0,
        note: `of ${tried.length}`,
      },
      ...counted,
      {
        figure: 'other tools that exit 0 with every request failed',
        value: wholly.filter(({ exitCode }) => exitCode === 0).length,
        unit: 'tools',
        note: `of ${peers.length}`,
      },
    ],
    tables: [
      {
        title: 'Every answer is hurt in one way: what the tool counts it as, and its exit code',
        note: `${tools.map(described).join('; ')}. The three scripts are ours. ${notInstalled()}`.trim(),
        columns: ['tool', ...tried.map(({ words }) => words)],
        rows: tools.map((tool) => ({
          label: tool.name,
          cells: tried.map(({ fault }) => told(seen.find((one) => one.tool === tool && one.fault === fault))),
        })),
      },
    ],
  };
});

async function verdictOf(tool, { fault, sparesShort = false }) {
  const simulator = await startSimulator({
    faults: `${fault}:1`,
    'output-tokens': plan.tokens,
    'prefill-ms': plan.ttftMs,
    'token-ms': plan.gapMs,
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-bench-'));
  try {
    const command = tool.commandOf({ url: simulator.url, plan, folder, hasUsage: false });
    const { exitCode, said } = await runTool(command, { folder, limitMs });
    const report = exitCode === undefined ? undefined : await tool.reportOf({ folder, said });
    if (report === undefined) return { exitCode, isFlagged: exitCode !== 0 };
    const spared = tool.countsWarmup && sparesShort ? plan.streams : 0;
    const [ok, failed] = [report.ok - spared, report.failed];
    const flags = report.flags ?? [];
    return { exitCode, report: { ok, failed, flags }, isFlagged: failed > 0 || flags.length > 0 || ok === 0 };
  } finally {
    simulator.end();
    await rm(folder, { recursive: true, force: true });
  }
}

function told({ exitCode, report }) {
  if (exitCode === undefined) return `not done in ${limitMs / 1000} s`;
  if (report === undefined) return `no report, exit ${exitCode}`;
  const { ok, failed, flags } = report;
  const counts =
    [...(ok > 0 ? [`${ok} ok`] : []), ...(failed > 0 ? [`${failed} failed`] : [])].join(', ') || 'nothing counted';
  return `${counts}${flags.length > 0 ? ` (${flags.join(', ')})` : ''}, exit ${exitCode}`;
}
