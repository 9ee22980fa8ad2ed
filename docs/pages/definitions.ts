import { burst, heldBack, type StreamSign, stall } from '../../lib/measure/stream-signs.ts';
import { markdownTable } from '../../lib/report/markdown-table.ts';
import { evaluateFormula, fieldsOf } from '../definitions/evaluate-formula.ts';
import type { PeerNumber, PeerTool } from '../definitions/peer-tool.ts';
import { peerTools } from '../definitions/peer-tools.ts';
import { instants, timeline } from '../definitions/timeline.ts';
import { workedExchange } from '../definitions/worked-exchange.ts';
import { generatedFrom, type Page } from '../page.ts';

export function definitionsPage(): Page {
  const calling = workedExchange('tool call');
  const firsts = instants.map(([name, stops]) => [`\`${name}\``, stops, `${calling.row[name]}`, calledTtftBy(name)]);
  const text = `${generatedFrom('`docs/definitions/`')}

# Definitions

One run gives every number that other tools give, each by the definition of that tool: a row (docs/row.md) holds the
instants of its exchange, and each number is a formula over them. What our own metrics mean is in docs/metrics.md.

## One exchange

A streamed chat completion, and what the row has of it. Milliseconds since the call.

\`\`\`text
${timeline(calling)}
\`\`\`

${markdownTable(['time', 'until', 'here, ms', 'called TTFT by'], firsts)}

What to ask of any number before comparing it:

1. Which of these stopped its clock? A role frame costs the server nothing; a thinking model may need minutes from
   \`first_token_ms\` to \`first_answer_token_ms\`.
2. Is connecting in it? It is in ours, for users wait for it; \`connect_ms\` tells how much it was.
3. Who counted the tokens: the server (\`usage\`), a tokenizer of the client, or the chunks? Reasoning that the server
   does not stream is in its count, and its time is before the first token: divided by such a count, a time per token
   comes out too small.
4. Where a number is called ITL: are its gaps between tokens or between chunks, and does it average one reply, or all gaps
   of all replies in one list?

## What a stream shows of its way

The summary counts these signs over all measured streams, \`doctor\` tells them of one.

${markdownTable(
  ['sign', 'seen where'],
  Object.entries(signs).map(([sign, seen]) => [`\`${sign}\``, seen]),
)}

Tokens a chunk are the output tokens by the chunks in which they came. Reasoning that was not streamed came in none and is
left out; where the stream tells a running count, it is the tokens after the first chunk by the chunks after it.

## The words of other tools

The formulas are over the fields of one row; \`connect_ms\` and \`tokens.reasoning\` count as 0 where they are absent. The
numbers are those of the exchange above with the text "!" in place of its tool call, which many tools do not see.
Where a row does not tell the instant that a tool takes, two formulas tell from where to where its number lies.
A test measures the exchange by the rules of each tool, frame by frame, and holds these numbers equal to what it finds.

${peerTools.map(section).join('\n\n')}
`;
  return { file: 'docs/definitions.md', text };
}

const percent = (share: number): string => `${share * 100} %`;

const signs: Record<StreamSign, string> = {
  not_streamed: 'one reply to a request that asked to stream',
  burst:
    `at least ${burst.minChunks} chunks, half of them in the read of the one before (median gap at most ` +
    `${burst.maxGapP50Ms} ms), in the last ${percent(burst.maxShare)} of the time. Or handed on bit by bit: at least ` +
    `${heldBack.minChunks} chunks with a median gap of at most ${heldBack.maxGapP50Ms} ms in the last ` +
    `${percent(heldBack.maxShare)}, after a silence of at least ${heldBack.minSilenceMs / 1000} s in which no frame came, ` +
    'which no hidden reasoning explains, and in which a model that makes ' +
    `${heldBack.minChunksPerSecond} chunks a second would have made them: a longer one is a queue's`,
  stalled: `a gap longer than ${stall.longerThanMs / 1000} s and ${stall.timesTheMedianGap} × the median gap`,
  no_usage: 'an answer whose output tokens are not told, or told by a running count alone',
  malformed: 'frames that cannot be read',
  keep_alives: 'comments that only keep the connection open',
  role_only_first:
    'a first frame without a token: one that tells nothing but a role, or came in an earlier read than a token',
};

/** Names of the tools whose time to first token begins with it. */
function calledTtftBy(field: string): string {
  const names = peerTools.flatMap(({ name, numbers: [first] }) =>
    first?.formula !== undefined && fieldsOf(first.formula)[0] === field ? [name] : [],
  );
  return names.join(', ') || '–';
}

function section({ name, source, about, numbers }: PeerTool): string {
  const rows = numbers.map((number) => [number.word, formulaOf(number), inExample(number), number.trap ?? '']);
  return [
    `### ${name}`,
    '',
    about,
    '',
    markdownTable(['its word', 'from our row', 'here', 'mind'], rows),
    '',
    `Source: ${source}`,
  ].join('\n');
}

function formulaOf({ formula, upTo }: PeerNumber): string {
  if (formula === undefined) return 'unknown';
  return upTo === undefined ? asCode(formula) : `from ${asCode(formula)} to ${asCode(upTo)}`;
}

function asCode(formula: string): string {
  return `\`${formula.replaceAll(' - ', ' − ').replaceAll(' / ', ' ÷ ').replaceAll(' * ', ' × ')}\``;
}

function inExample({ formula, upTo, unit }: PeerNumber): string {
  const { row } = workedExchange('text');
  const told = [formula, upTo].flatMap((one) => {
    const value = one === undefined ? undefined : evaluateFormula(one, row);
    return value === undefined ? [] : [String(Number(value.toPrecision(3)))];
  });
  return told.length === 0 ? '–' : `${told.join(' to ')} ${unit}`;
}
