import { createDiscovery, type DiscoveryPlan } from '../../../lib/limits/discovery/discovery.ts';
import type { ProbeEvent } from '../../../lib/limits/discovery/probe-event.ts';
import { seededRandom } from '../../../lib/prompts/seeded-random.ts';

export interface Limit {
  kind: 'token-bucket' | 'fixed-window';
  /** What is allowed in `periodMs`. */
  amount: number;
  periodMs: number;
  /** Of a bucket. @default amount */
  size?: number;
}

export interface Endpoint {
  requests?: Limit;
  tokens?: Limit;
  /** Median time of an answer. */
  answerMs?: number;
  outputTokens?: number;
  /** What is asked for at most. @default outputTokens + 1 */
  maxTokens?: number;
  /** Input at the start and output when the answer ends, or all that was asked for at the start. @default usage */
  charge?: 'usage' | 'reservation';
}

/** Something that is used up and comes back, with a phase of its own. */
function meterOf({ kind, amount, periodMs, size = amount }: Limit, random: () => number) {
  const phaseMs = random() * periodMs;
  let level = kind === 'fixed-window' ? amount : size;
  let atMs = 0;
  function turn(nowMs: number): void {
    if (kind === 'token-bucket') level = Math.min(size, level + (Math.max(0, nowMs - atMs) * amount) / periodMs);
    else if (Math.floor((nowMs + phaseMs) / periodMs) > Math.floor((atMs + phaseMs) / periodMs)) level = amount;
    atMs = Math.max(atMs, nowMs);
  }
  return {
    has(wanted: number, nowMs: number): boolean {
      turn(nowMs);
      return level >= wanted - 1e-9;
    },
    use(wanted: number, nowMs: number): void {
      turn(nowMs);
      level -= wanted;
    },
  };
}

/** Plays a whole discovery against a model of an endpoint; answers take log-normal times. */
export function discover(endpoint: Endpoint, plan: DiscoveryPlan, seed: number) {
  const random = seededRandom(seed * 7919 + 5);
  const { answerMs = 40, outputTokens = 4, maxTokens = outputTokens + 1, charge = 'usage' } = endpoint;
  const meters = (['requests', 'tokens'] as const).flatMap((unit) => {
    const limit = endpoint[unit];
    return limit === undefined ? [] : [{ unit, meter: meterOf(limit, random) }];
  });
  const noise = (): number =>
    Math.exp(0.4 * Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random()));
  const due: { atMs: number; use: () => void }[] = [];

  function ask(sentMs: number, size: number, batch: number): ProbeEvent {
    const wayMs = 0.1 * answerMs * noise();
    const atMs = sentMs + wayMs;
    for (const late of due.filter((one) => one.atMs <= atMs)) {
      late.use();
      due.splice(due.indexOf(late), 1);
    }
    const atStart = charge === 'usage' ? size : size + maxTokens;
    const wanted = (unit: 'requests' | 'tokens'): number => (unit === 'requests' ? 1 : atStart);
    if (!meters.every(({ unit, meter }) => meter.has(wanted(unit), atMs))) {
      return { batch, sentMs, endMs: atMs + wayMs, accepted: false };
    }
    for (const { unit, meter } of meters) meter.use(wanted(unit), atMs);
    const endMs = atMs + answerMs * noise();
    const tokens = meters.find(({ unit }) => unit === 'tokens')?.meter;
    if (tokens !== undefined && charge === 'usage')
      due.push({ atMs: endMs, use: () => tokens.use(outputTokens, endMs) });
    return { batch, sentMs, endMs, accepted: true, usedTokens: size + outputTokens, reservedTokens: size + maxTokens };
  }

  const machine = createDiscovery(plan);
  let nowMs = 100 * random();
  let sent = 0;
  let batch = 0;
  for (let step = machine.next(); step !== undefined; step = machine.next()) {
    const events: ProbeEvent[] = [];
    if (step.do === 'probe') {
      events.push(ask(Math.max(nowMs, step.atMs), step.size, batch));
    } else {
      const freeMs = Array.from({ length: step.senders }, () => nowMs);
      let stopMs = Number.POSITIVE_INFINITY;
      while (events.length < step.most) {
        const sender = freeMs.indexOf(Math.min(...freeMs));
        const sentMs = freeMs[sender] as number;
        if (sentMs >= stopMs) break;
        const event = ask(sentMs, step.size, batch);
        events.push(event);
        freeMs[sender] = event.endMs;
        if (!event.accepted) stopMs = Math.min(stopMs, event.endMs);
      }
    }
    batch++;
    sent += events.length;
    nowMs = Math.max(...events.map(({ endMs }) => endMs));
    machine.saw(events);
  }
  return { runs: machine.runs, sent, tookMs: nowMs };
}
