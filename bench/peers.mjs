/**
 * What other tools report of the same work, beside the truth, and what CPU they take for it. These are our settings of
 * other people's tools, the best that we know; they are in bench/peers/. `bench/peers/install.sh` installs the tools; one
 * that is not there is left out, and said so. `--quick` takes the middle load alone.
 */
import { bench } from './lib/bench.mjs';
import { load, tokensOf } from './lib/load.mjs';
import { percentile } from './lib/statistics.mjs';
import { withTruth } from './lib/truth-server.mjs';
import { bareClient } from './peers/bare-client.mjs';
import { k6Llm } from './peers/k6-llm.mjs';
import { runTool } from './peers/run-tool.mjs';
import { comparable, described, notInstalled } from './peers/tools.mjs';

const limitMs = 180_000;

const absent =
  'Not measured: GuideLLM, which asks for torch and several GB of CUDA libraries, and inference-perf, whose chats ask for 30 tokens whatever one sets.';

const columns = ['tool', 'TTFT p50, reported / true, ms', 'p99', 'CPU per token as run, µs', 'net of start-up, µs'];

await bench('peers', 'k6-llm beside other tools, 50 tokens/s a stream, starts spread, one core', async (quick) => {
  const figures = [];
  const tables = [];
  for (const streams of quick ? [200] : [50, 200, 400]) {
    const plan = load({ streams, rounds: 8, tokens: 100, ttftMs: 500, gapMs: 20 });
    const tools = [bareClient, k6Llm, ...comparable];
    const measured = [];
    for (const tool of tools) {
      process.stderr.write(`  ${streams} streams: ${tool.name}\n`);
      measured.push({ tool, ...(await measure(tool, plan)) });
    }
    const requests = streams * plan.rounds;
    tables.push({
      title: `${streams} streams at once, ${requests} requests of ${plan.tokens} tokens`,
      note: [`${tools.map(described).join('; ')}.`, notInstalled(), absent].join(' ').trim(),
      columns,
      rows: measured.map(({ tool, trouble, reported, trueTtft, whole, net }) => ({
        label: tool.name,
        cells: trouble
          ? [trouble, undefined, undefined, undefined]
          : [[reported.p50, trueTtft.p50], [reported.p99, trueTtft.p99], whole, net],
      })),
    });
    figures.push(...ratios(streams, measured));
  }
  return { figures, tables };
});

/** One tool at one load: what it reports, what the server did, and its CPU in microseconds a token. */
async function measure(tool, plan) {
  const requests = plan.streams * plan.rounds;
  try {
    const { report, ran, entries } = await withTruth(plan, async (url, folder) => {
      const ran = await runTool(tool.commandOf({ url, plan, folder }), { folder, limitMs });
      if (ran.exitCode === undefined) throw new Error(`not done in ${limitMs / 1000} s, ended by us`);
      const report = await tool.reportOf({ folder, said: ran.said });
      if (report?.ttft === undefined) throw new Error(`exit code ${ran.exitCode}, no report`, { cause: ran.said });
      if (report.failed > 0) throw new Error(`${report.failed} requests failed`, { cause: ran.said });
      if (report.ok < requests) throw new Error(`${report.ok} of ${requests} requests ok`, { cause: ran.said });
      return { report, ran };
    });
    // The last ones are the measured ones: a tool may send one before, to see whether anyone is there.
    const measured = entries.sort((a, b) => a.accepted - b.accepted).slice(-requests);
    if (measured.length < requests) throw new Error(`the server saw ${measured.length} of ${requests} requests`);
    const first = measured.map((entry) => entry.first_write);
    const perToken = (ms) => (ms * 1000) / tokensOf(plan);
    return {
      reported: report.ttft,
      trueTtft: { p50: percentile(first, 50), p99: percentile(first, 99) },
      whole: perToken(ran.wholeMs),
      net: perToken(ran.wholeMs - ran.untilMs(measured[0].accepted)),
    };
  } catch (error) {
    process.stderr.write(`    ${error.message}\n${String(error.cause ?? '').slice(-2000)}`);
    return { trouble: error.message };
  }
}

/** Ours beside the best of the others, and beside the floor. */
function ratios(streams, measured) {
  const good = measured.filter(({ trouble }) => trouble === undefined);
  const ours = good.find(({ tool }) => tool === k6Llm);
  const bare = good.find(({ tool }) => tool === bareClient);
  const others = good.filter(({ tool }) => tool !== k6Llm && tool !== bareClient);
  if (ours === undefined || bare === undefined || others.length === 0) return [];
  const isBenchTool = ({ tool }) => tool.isBenchTool;
  return [
    ratio('CPU net of start-up, k6-llm ÷ the best of the others', (one) => one.net, others, 0.7),
    ratio('CPU as run, k6-llm ÷ the best of the LLM bench tools', (one) => one.whole, others.filter(isBenchTool), 0.33),
    ratio('CPU as run, k6-llm ÷ the best of the others', (one) => one.whole, others),
    ratio('CPU as run, k6-llm ÷ the bare Go client', (one) => one.whole, [bare]),
    errorOf('TTFT p50, reported − true, k6-llm', ours, 'p50'),
    errorOf('TTFT p99, reported − true, k6-llm', ours, 'p99'),
    ...others.flatMap((one) => [
      errorOf(`TTFT p50, reported − true, ${one.tool.name}`, one, 'p50'),
      errorOf(`TTFT p99, reported − true, ${one.tool.name}`, one, 'p99'),
    ]),
  ].filter((figure) => figure !== undefined);

  function ratio(words, of, beside, limit) {
    if (beside.length === 0) return undefined;
    const best = beside.reduce((least, one) => (of(one) < of(least) ? one : least));
    const note = beside.length > 1 ? `the best: ${best.tool.name}` : undefined;
    return { figure: `${streams} streams: ${words}`, value: of(ours) / of(best), unit: '×', limit, note };
  }

  function errorOf(words, { reported, trueTtft }, p) {
    return { figure: `${streams} streams: ${words}`, value: reported[p] - trueTtft[p], unit: 'ms' };
  }
}
