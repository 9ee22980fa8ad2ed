import type { Finding } from '../analysis/finding.ts';
import { type AnalysisName, analyses } from '../analysis/registry.ts';
import { streamsFinding, streamsNotCounted } from '../analysis/streams.ts';
import { withoutRows } from '../analysis/without-rows.ts';
import { ledgerState } from '../cost/ledger.ts';
import type { Row } from '../measure/row.ts';
import { optionTable } from '../options/table.ts';
import { buildReport } from '../report/build-report.ts';
import { isK6Summary } from '../report/k6-summary.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderText } from '../report/text.ts';
import { version } from '../version.ts';
import { collectedRows } from './collected-rows.ts';
import { absolutePath } from './files.ts';
import type { Plan } from './once.ts';
import { k6Version, shared } from './shared.ts';
import { streamCounts } from './stream-counts.ts';
import type { Transport } from './transports/transport.ts';

interface SummarySetup {
  name: string;
  plan: Plan;
  analyses: AnalysisName[];
  transport: Transport;
}

/** k6's handleSummary: the screen, and with `LLM_OUT` summary.json and summary.md. */
export function createSummary({ name, plan, analyses: names, transport }: SummarySetup) {
  const { options, shape, slos } = plan;
  return (data: unknown): Record<string, string> => {
    if (!isK6Summary(data)) {
      return { stdout: 'k6-llm: no summary, because of --new-machine-readable-summary; leave that flag out\n' };
    }
    const streamed = options.stream && transport.streams;
    const report = buildReport(data, {
      versions: { 'k6-llm': version, ...(k6Version === undefined ? {} : { k6: k6Version }) },
      scenario: name,
      target: {
        protocol: options.protocol,
        baseUrl: options.baseUrl,
        model: options.model,
        transport: transport.name,
        stream: streamed,
      },
      options: optionsInForce(plan.defaults),
      shape,
      slos,
      price: plan.prices[options.model] ?? 'it was not looked up',
      ...(options.budgetUsd === undefined
        ? {}
        : { budget: { usd: options.budgetUsd, ledger: shared && ledgerState(shared) } }),
      endedAt: new Date().toISOString(),
      measuresLag: transport.measuresLag,
      analyses: names,
      analyse: (startedByWindow) => [...analyse(names, collectedRows, plan, startedByWindow), ...streams(streamed)],
    });
    const outputs: Record<string, string> = { stdout: renderText(report, data.state.isStdOutTTY === true) };
    if (options.out !== undefined) {
      const folder = absolutePath(options.out).replace(/\/+$/, '');
      outputs[`${folder}/summary.json`] = `${JSON.stringify(report, null, 2)}\n`;
      outputs[`${folder}/summary.md`] = renderMarkdown(report);
    }
    return outputs;
  };
}

function streams(streamed: boolean): Finding[] {
  if (!streamed) return [];
  const counts = streamCounts();
  const finding = counts === undefined ? streamsNotCounted : streamsFinding(counts);
  return finding === undefined ? [] : [finding];
}

/** What the scenario's analyses say; without all rows they say why they cannot. */
function analyse(
  names: AnalysisName[],
  rows: () => Row[] | undefined,
  { options, shape }: Plan,
  startedByWindow: number[],
): Finding[] {
  if (names.length === 0) return [];
  const all = rows();
  if (all === undefined) return names.map(withoutRows);
  const input = {
    rows: all,
    windows: shape.windows,
    model: shape.model,
    startedByWindow,
    seed: options.seed,
    metric: options.saturationMetric,
  };
  return names.flatMap((name) => analyses[name](input));
}

const secret = ['LLM_API_KEY', 'LLM_EXTRA_HEADERS'];

/** By environment name, as one would write them to run the same again. */
function optionsInForce(defaults: Record<string, string>): Record<string, string> {
  const inForce: Record<string, string> = {};
  for (const { env, default: byDefault } of Object.values(optionTable)) {
    const text = __ENV[env] || defaults[env] || byDefault;
    if (text !== undefined && !secret.includes(env)) inForce[env] = text;
  }
  return inForce;
}
