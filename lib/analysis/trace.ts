import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { known, spellRatio } from './spell.ts';

const name = 'trace';

/** Beyond this the traffic was another one. */
const near = 0.1;

/** Was the traffic that of the trace? Tokens as the endpoint counted them against those of the trace, over answers. */
export function trace(rows: Row[]): Finding {
  const answers = rows.filter(({ phase, outcome }) => phase === 'measured' && outcome === 'ok');
  const input = ratioOf(answers, 'input');
  const output = ratioOf(answers, 'output');
  const rule = `as traced: input and output tokens within ${near * 100} % of the trace's, summed over answers that have both counts`;
  const values = known({ input_ratio: input, output_ratio: output, answers: answers.length });
  const found = [
    ...(input === undefined ? [] : [`${spellRatio(input)} the traced input tokens`]),
    ...(output === undefined ? [] : [`${spellRatio(output)} the traced output tokens`]),
  ];
  if (found.length === 0) {
    const lacks = 'no answer has both its traced and its counted tokens';
    return {
      name,
      level: 'undecided',
      says: `Likeness to the trace is undecided: ${lacks}.`,
      because: [rule, lacks],
      values,
    };
  }
  const far = [input, output].some((ratio) => ratio !== undefined && Math.abs(ratio - 1) > near);
  return {
    name,
    level: far ? 'warning' : 'good',
    says: `The traffic had ${found.join(' and ')}${far ? ': it was not quite that of the trace' : ''}.`,
    because: [
      rule,
      ...(input !== undefined && Math.abs(input - 1) > near
        ? ['made-up prompts count four characters a token; the tokenizer of this model counts others']
        : []),
      ...(output !== undefined && output < 1 - near
        ? [
            'answers ended before their traced length; some servers can be told not to: LLM_EXTRA_BODY={"ignore_eos":true}',
          ]
        : []),
    ],
    values,
  };
}

function ratioOf(rows: Row[], kind: 'input' | 'output'): number | undefined {
  let counted = 0;
  let traced = 0;
  for (const { tokens, labels } of rows) {
    const wanted = labels?.[`traced_${kind}`];
    const had = tokens?.[kind];
    if (typeof wanted !== 'number' || had === undefined) continue;
    counted += had;
    traced += wanted;
  }
  return traced > 0 ? counted / traced : undefined;
}
