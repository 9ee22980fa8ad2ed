import { type Definition, definitions } from '../../lib/metrics/definitions.ts';
import { type MetricName, type MetricRow, metricNames, metricRow, type Unit } from '../../lib/metrics/table.ts';
import { markdownTable } from '../../lib/report/markdown-table.ts';
import { generatedFrom, type Page } from '../page.ts';

const unitWords: Record<Unit, string> = {
  time: 'milliseconds',
  'tokens/s': 'tokens per second',
  tokens: 'tokens',
  seconds: 'seconds',
  usd: 'US dollars',
  share: 'share, 0 to 1',
  exchanges: 'exchanges',
  users: 'users',
};

const betterWords: Record<MetricRow['better'], string> = { lower: 'lower', higher: 'higher', neither: '–' };

export function metricsPage(): Page {
  const overview = metricNames.map((name) => {
    const { kind, unit, better } = metricRow(name);
    return [`[\`${name}\`](#${name})`, kind, unitWords[unit], betterWords[better]];
  });
  const text = `${generatedFrom('`lib/metrics/table.ts`', '`lib/metrics/definitions.ts`')}

# Metrics

What holds for all of them:

- Times count from the call, connecting included: it is what a user waits. A piece came when its bytes reached this
  machine: on Linux by the kernel's time stamp of the packet, however busy k6 is then, elsewhere when they are read.
- Only an exchange that ended \`ok\` gives a latency: a finish reason was seen, something was generated, no error was told.
- What was not measured gives no sample, never 0. Token counts are the endpoint's own, never estimates.
- Warm-up gives no sample but to \`llm_started\` and \`llm_requests\`, which have the tag \`phase\` (\`warmup\`, \`measured\`).
- The tag \`window\` tells in which slice of a changing load the exchange started.
- A 429 is a limit's answer: it is counted by \`llm_rate_limit_hits\` and is no failure. The tool never re-sends on its
  own.

[Definitions](definitions.md) works out one exchange and tells each other tool's numbers by the fields of our row.

Beside these, k6 records its own \`http_req_*\` for the same exchanges, warm-up included, with the tag \`phase\`.

${markdownTable(['metric', 'kind', 'unit', 'better'], overview)}

${metricNames.map((name) => section(name, definitions[name])).join('\n\n')}
`;
  return { file: 'docs/metrics.md', text };
}

function section(name: MetricName, { definition, formula, absentWhen, otherNames, source }: Definition): string {
  const others = Object.entries(otherNames).map(([peer, word]) => `  - ${peer}: ${word}`);
  return [
    `## ${name}`,
    '',
    definition,
    '',
    ...(formula === undefined ? [] : [`- Formula: ${formula}`]),
    `- No sample when ${absentWhen}`,
    ...(others.length === 0 ? [] : ['- Elsewhere:', ...others]),
    ...(source === undefined ? [] : [`- Source: ${source}`]),
  ].join('\n');
}
