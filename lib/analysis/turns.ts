import type { Row } from '../measure/row.ts';
import { formatMs } from '../metrics/format-value.ts';
import type { Finding } from './finding.ts';
import { percentileOf, sampleFloors } from './sample-floor.ts';
import { known, spellRatio, spellShare } from './spell.ts';
import { mannWhitney } from './statistics/mann-whitney.ts';
import { quantile } from './statistics/quantile.ts';

const name = 'turns';

const rules = { p: 0.025, grows: 1.1 } as const;

interface Turn {
  turn: number;
  answers: number;
  /** Ascending, milliseconds; empty where nothing was streamed. */
  firstTokenMs: number[];
  inputTokens: number[];
  /** Cached ÷ input tokens, of answers that told both. */
  hitShare?: number;
}

/** By turn of a chat (label `turn`): does the wait grow with what was said, and does a prefix cache carry it? */
export function turns(rows: Row[]): Finding {
  const byTurn = groupByTurn(rows);
  const rule =
    `the wait grows: first tokens of the last turn later than of the first (Mann–Whitney, one-sided ${rules.p * 100} %) and the ` +
    `median at least ${rules.grows} ×; hit share: cached ÷ input tokens as the endpoint counts them`;
  const [first] = byTurn;
  const last = byTurn.filter(({ firstTokenMs }) => firstTokenMs.length >= sampleFloors[50]).at(-1);
  const table = tableOf(byTurn);
  const hits = hitsAfterFirst(byTurn);
  const cache =
    hits === undefined
      ? 'the endpoint tells no cached tokens'
      : `${spellShare(hits)} of the input of later turns came from a cache`;
  const values = known({
    turns: byTurn.length,
    hit_share: hits,
    ...Object.assign({}, ...byTurn.map(valuesOf)),
  });
  if (first === undefined || last === undefined || last === first || first.firstTokenMs.length < sampleFloors[50]) {
    const lacks = `a first and a later turn with ${sampleFloors[50]} first tokens each are needed`;
    return {
      name,
      level: 'undecided',
      says: `Growth by turn is undecided: ${lacks}.`,
      because: [rule, lacks, cache],
      table,
      values,
    };
  }
  const ratio = quantile(last.firstTokenMs, 0.5) / quantile(first.firstTokenMs, 0.5);
  const { p } = mannWhitney(last.firstTokenMs, first.firstTokenMs, 'greater');
  const grows = p <= rules.p && ratio >= rules.grows;
  const change = `in turn ${last.turn} its median is ${spellRatio(ratio)} that of turn ${first.turn}`;
  return {
    name,
    level: grows ? 'warning' : 'good',
    says: `The time to first token ${grows ? 'grows' : 'does not grow'} with the turn: ${change}; ${cache}.`,
    because: [rule],
    table,
    values: { ...values, first_token_ratio: ratio, p },
  };
}

function groupByTurn(rows: Row[]): Turn[] {
  const found = new Map<number, Row[]>();
  for (const row of rows) {
    const turn = row.labels?.turn;
    if (row.phase !== 'measured' || row.outcome !== 'ok' || typeof turn !== 'number') continue;
    found.set(turn, [...(found.get(turn) ?? []), row]);
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([turn, answers]) => {
      const told = answers.filter(({ tokens }) => tokens?.input !== undefined && tokens.cached !== undefined);
      const sum = (of: 'input' | 'cached'): number =>
        told.reduce((total, { tokens }) => total + (tokens?.[of] ?? 0), 0);
      return {
        turn,
        answers: answers.length,
        firstTokenMs: numbers(answers.map(({ first_token_ms }) => first_token_ms)),
        inputTokens: numbers(answers.map(({ tokens }) => tokens?.input)),
        ...(sum('input') === 0 ? {} : { hitShare: sum('cached') / sum('input') }),
      };
    });
}

function numbers(values: (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined).sort((a, b) => a - b);
}

/** Of all turns but the first, each by its median input: later ones are longer and weigh more. */
function hitsAfterFirst(byTurn: Turn[]): number | undefined {
  const told = byTurn.filter(({ turn, hitShare }) => turn > 1 && hitShare !== undefined);
  const weights = told.map(({ inputTokens, answers }) => quantile(inputTokens, 0.5) * answers);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0
    ? told.reduce((sum, { hitShare = 0 }, i) => sum + hitShare * (weights[i] as number), 0) / total
    : undefined;
}

const medianOf = (values: number[]): number | undefined => percentileOf(50, quantile(values, 0.5), values.length).value;

function tableOf(byTurn: Turn[]): NonNullable<Finding['table']> {
  return {
    head: ['turn', 'answers', 'TTFT p50', 'input tokens p50', 'from the cache'],
    rows: byTurn.map(({ turn, answers, firstTokenMs, inputTokens, hitShare }) => {
      const firstToken = medianOf(firstTokenMs);
      const input = medianOf(inputTokens);
      return [
        String(turn),
        String(answers),
        firstToken === undefined ? 'n/a' : formatMs(firstToken),
        input === undefined ? 'n/a' : String(Math.round(input)),
        hitShare === undefined ? 'n/a' : spellShare(hitShare),
      ];
    }),
  };
}

function valuesOf({ turn, firstTokenMs, inputTokens, hitShare }: Turn): Record<string, number | undefined> {
  return {
    [`turn_${turn}_first_token_p50_ms`]: medianOf(firstTokenMs),
    [`turn_${turn}_input_tokens_p50`]: medianOf(inputTokens),
    [`turn_${turn}_hit_share`]: hitShare,
  };
}
