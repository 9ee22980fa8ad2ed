import type { AskKind } from './ask-kind.ts';
import type { Assumptions } from './assumptions.ts';
import { type Case, cases } from './bounds.ts';
import type { PlannedRun } from './planned-run.ts';
import type { RequestGroup } from './request-group.ts';
import { ofBurst } from './volumes/of-burst.ts';
import { ofColdStart } from './volumes/of-cold-start.ts';
import { ofConversation } from './volumes/of-conversation.ts';
import { ofDiscovery } from './volumes/of-discovery.ts';
import { ofPrompts, ofRepeatedOrFresh } from './volumes/of-prompts.ts';
import { ofQuality } from './volumes/of-quality.ts';
import { ofTokenVolume } from './volumes/of-token-volume.ts';
import { ofTraced } from './volumes/of-traced.ts';

/** What a plan sends and gets in one case, warm-up included: it costs money too. */
type VolumeOf = (plan: PlannedRun, assumed: Assumptions, which: Case) => RequestGroup[];

const volumes: Record<AskKind, VolumeOf> = {
  prompt: ofPrompts,
  'repeated-or-fresh': ofRepeatedOrFresh,
  quality: ofQuality,
  conversation: ofConversation,
  traced: ofTraced,
  burst: ofBurst,
  'cold-start': ofColdStart,
  'token-volume': ofTokenVolume,
  discovery: ofDiscovery,
};

export type Volume = Record<Case, RequestGroup[]>;

export function volumeOf(plan: PlannedRun, assumed: Assumptions): Volume {
  const inCase = (which: Case): RequestGroup[] =>
    volumes[plan.asks](plan, assumed, which).map((group) => billed(group, assumed, which));
  return Object.fromEntries(cases.map((which) => [which, inCase(which)])) as Volume;
}

/** What fails before it is answered costs nothing; what a cache held is cheaper, except in the worst case. */
function billed(group: RequestGroup, { billedShare, cachedTokens }: Assumptions, which: Case): RequestGroup {
  const cached = which === 'worst' || cachedTokens === undefined ? 0 : Math.min(cachedTokens, group.inputTokens);
  return {
    ...group,
    ...(billedShare[which] === 1 ? {} : { billedShare: billedShare[which] }),
    ...(cached === 0 ? {} : { cachedTokens: cached }),
  };
}
