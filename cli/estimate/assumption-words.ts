import type { AskKind } from '../../lib/cost/estimate/ask-kind.ts';
import type { Assumptions } from '../../lib/cost/estimate/assumptions.ts';
import type { EarlierRun } from '../../lib/cost/estimate/earlier-run.ts';
import type { EstimatePlan } from '../../lib/cost/estimate/estimate-plan.ts';
import type { PlanNote } from '../../lib/cost/estimate/plan-note.ts';
import type { PlannedRun } from '../../lib/cost/estimate/planned-run.ts';
import { totalsOf } from '../../lib/cost/estimate/request-group.ts';
import type { Volume } from '../../lib/cost/estimate/volume.ts';
import { formatDuration } from '../../lib/options/duration.ts';

interface Supposed {
  plan: PlannedRun;
  note: PlanNote;
  assumed: Assumptions;
  volume: Volume;
  earlier: EarlierRun | undefined;
}

/** Every supposition that the figures stand on, and how to say better. */
export function assumptionWords({ plan, note, assumed, volume, earlier }: Supposed): EstimatePlan['assumptions'] {
  const words: EstimatePlan['assumptions'] = [];
  if (note.asks === undefined) {
    words.push([
      'iteration',
      'what this script asks is not known: one prompt of the set each is supposed, in all of its scenarios',
    ]);
  }
  words.push(['requests', requestWords(plan, assumed, volume)]);
  words.push(['input', inputWords(plan.asks, assumed)]);
  words.push(['output', outputWords(plan.asks, assumed)]);
  if (earlier !== undefined) words.push(['earlier run', earlierWords(earlier)]);
  return words;
}

function requestWords({ asks, starts, options }: PlannedRun, { answerMs, from }: Assumptions, volume: Volume): string {
  const own = ownRequestWords[asks];
  if (own !== undefined) return own;
  const low = totalsOf(volume.low).requests;
  if (starts.every(({ by }) => by === 'schedule')) {
    return 'as many as the schedule starts, whatever the answers do; the warm-up is among them';
  }
  if (low === totalsOf(volume.worst).requests) return 'as many as there are to share';
  const { min, max } = options.thinkTimeMs;
  const thinking = max === 0 ? '' : `, and ${min === max ? shown(max) : `${shown(min)} to ${shown(max)}`} to think`;
  const source = {
    given: '',
    'earlier run': ', as in the earlier run',
    assumed: ' is assumed: --answer-time or --like says better',
  }[from.answer];
  return (
    `users wait for their answers${thinking}; an answer in ${shown(answerMs.expected)} (` +
    `${shown(answerMs.low)} at the slowest, ${shown(answerMs.worst)} at the fastest)${source}`
  );
}

const ownRequestWords: Partial<Record<AskKind, string>> = {
  traced: 'as many as the trace has',
  burst:
    'the burst, and the probes after it; what is refused costs nothing, but how much that is nobody knows: low lets one in ten through, expected all',
  'cold-start': 'one cold and the warm ones a round; attempts while the model is being loaded are nowhere billed',
  'token-volume':
    'as many as make up the volume, and as the users manage in a window of the limit; refused ones cost nothing',
  discovery:
    'found out on the way: expected is half of LLM_REQUESTS and LLM_TOKEN_VOLUME, which are the most that is sent',
};

function inputWords(asks: AskKind, { from, cachedTokens }: Assumptions): string {
  const worst = 'at worst a token for each byte sent, and all of it written to a cache if that costs more';
  if (asks !== 'token-volume' && asks !== 'discovery' && asks !== 'traced' && asks !== 'conversation') {
    if (from.input === 'given') return 'as given';
    if (from.input === 'earlier run') {
      return `as in the earlier run${cachedTokens ? `, ${Math.round(cachedTokens)} of them from a cache` : ''}; ${worst}`;
    }
  }
  const told: Partial<Record<AskKind, string>> = {
    traced: 'as the trace says',
    conversation: 'each turn carries all that was said before; the prompts at 4 characters a token',
    'token-volume': 'as large as the scenario makes them',
    discovery: 'as large as the scenario makes them',
  };
  return `${told[asks] ?? 'the prompts in force, at 4 characters a token and 7 for the chat template'}; ${worst}`;
}

function outputWords(asks: AskKind, { from }: Assumptions): string {
  if (from.output === 'given') return 'as given, at worst all of the cap';
  if (from.output === 'earlier run') return 'as in the earlier run, at worst all of the cap';
  if (asks === 'traced') return 'as the trace says; where it does not, half of the cap is assumed, at worst all of it';
  if (asks === 'quality') return 'what good answers to such questions take is assumed, at worst all of the cap';
  return 'half of the cap is assumed, low a tenth, at worst all of it: --output-tokens or --like says better';
}

function earlierWords({ requests, scenarios, models, billedShare, inputTokens }: EarlierRun): string {
  const counted = inputTokens === undefined ? '; its endpoint counted no tokens' : '';
  const failed =
    billedShare === 1
      ? ''
      : `; ${((1 - billedShare) * 100).toFixed(1)} % were turned away and cost nothing, as is expected here`;
  return `${requests} requests of ${scenarios.join(', ')} to ${models.join(', ')}${counted}${failed}`;
}

/** To three digits: an estimate has no more. */
function shown(ms: number): string {
  return formatDuration(Number(ms.toPrecision(3)));
}
