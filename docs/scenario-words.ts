import type { OptionKey } from '../lib/options/table.ts';

export interface ScenarioWords {
  does: string;
  /** How to read what it ends with. */
  verdict: string;
  /** Those that shape this scenario, the first ones first. What every scenario needs is left out. */
  options: OptionKey[];
  /** What follows `npx k6-llm run`. */
  example: string;
}

/**
 * What docs/scenarios.md says beside what it reads from the scenarios themselves, in the order of the page: from the
 * first look to special questions. A test holds that no scenario is left out.
 */
export const scenarioWords: Record<string, ScenarioWords> = {
  smoke: {
    does: 'One user sends five requests, one after another. It shows that address, key, model and streaming are right, and costs next to nothing: run it before every longer one.',
    verdict:
      'PASSED means that everything was answered, and nothing more. Five answers give no percentile (`n/a (5/11)`), so speed is neither judged nor hinted at. Exit code 6 means that the endpoint refused the key or the quota.',
    options: ['requests', 'users', 'maxTokens', 'thresholds'],
    example: 'smoke',
  },
  fixed: {
    does: 'A fixed number of users share a fixed number of requests, each sending the next one when its answer is there. That is the plain benchmark of other tools, so numbers can be laid side by side.',
    verdict:
      'The thresholds decide. Ask for at least 700 requests: a p99 needs 662 answers, and one that lacks them is `n/a` and decides nothing. The load is closed: a slower endpoint gets fewer requests, so that overload shows in requests per second as well as in the times.',
    options: ['users', 'requests', 'maxDurationMs', 'thinkTimeMs', 'warmupMs'],
    example: 'fixed --users 20 --requests 700',
  },
  ramp: {
    does: 'Requests arrive at a rate that climbs in stages whatever the answers do, as from the users of a public service. While it runs, the console tells when the endpoint becomes saturated.',
    verdict:
      '*Saturated at 62.8 requests/s* names the first slice whose p95 is above 2 × that of the first slice, or in which more than 1 % failed, each by a 95 % bound; `undecided` in the table means that it may be so. *Growth* tells how the p95 rises (linearly, from a knee on, exponentially, or flat with failures), *bottleneck* what gives way: a late first token with even gaps is a queue, both rising is contention in the batch, 429s are a limit. A slice marked `*` did not get its load and counts for nothing; if it is the first one, the run is INVALID.',
    options: [
      'startRate',
      'stages',
      'windowMs',
      'warmupMs',
      'saturationMetric',
      'stopOnSaturation',
      'maxVus',
      'profile',
    ],
    example: 'ramp --profile short --stop-on-saturation true',
  },
  step: {
    does: 'Users join in equal steps, and each waits for its answer and thinks for a moment before the next request, as people do. Saturation is watched for while it runs, as in `ramp`.',
    verdict:
      '*Saturated at 20 users* names the first step that broke the rule of `ramp`; what the endpoint carries is the step before. *Scalability* fits throughput against users; a peak is told only where throughput was seen to fall. *Survivors* marks steps in which so much never ended that their p95 could be another one. A step needs 30 answers to be judged at all: with answers of 5 s, 10 users need 15 s for that.',
    options: [
      'stepUsers',
      'stepTimeMs',
      'maxUsers',
      'thinkTimeMs',
      'warmupMs',
      'saturationMetric',
      'stopOnSaturation',
      'profile',
    ],
    example: 'step --profile gentle',
  },
  soak: {
    does: 'A constant rate for hours, well below saturation. It finds what only time brings: leaks, filling caches, throttling, a neighbour.',
    verdict:
      '*Drift* gives the slope of the p95 and of failures per hour with its 95 % interval. It is bad where the whole interval is above zero and the rise over the run is worth telling, good where the interval excludes such a rise, and undecided where it holds both: then run longer. The interval of a short run, as in the sample, is too wide to say anything about an hour.',
    options: ['rate', 'durationMs', 'windowMs', 'warmupMs'],
    example: 'soak --rate 2 --duration 4h',
  },
  spike: {
    does: 'A steady load, a surge that comes and goes at once, and the steady load again.',
    verdict:
      '*Recovery* tells how long after the surge the p95 was back within 10 % of the baseline and stayed there. The thresholds are held over the whole run, surge included. The baseline needs 130 answers, or recovery is undecided; a surge marked `*` was larger than what this machine, or `LLM_MAX_VUS`, could send.',
    options: ['rate', 'surgeRate', 'baselineTimeMs', 'surgeTimeMs', 'recoveryTimeMs', 'warmupMs', 'maxVus'],
    example: 'spike --rate 5 --surge-rate 50',
  },
  poisson: {
    does: 'Users come independently of each other, so that requests cluster and thin out by chance. All starts are drawn before the run from `LLM_SEED`; an even rate would flatter the endpoint.',
    verdict:
      'As `fixed`, and beside it the times *as users saw them*: a request that started late here made its user wait, so its lateness is added. If both rows agree, the load was the planned one. A p99 of lateness above 10 ms warns, above 100 ms the run is INVALID.',
    options: ['rate', 'burstiness', 'durationMs', 'windowMs', 'seed', 'warmupMs', 'maxVus'],
    example: 'poisson --rate 5 --burstiness 0.5',
  },
  replay: {
    does: 'Sends what a trace holds, when it says: CSV or JSONL with times and token counts or prompts, also with the columns of the Azure and Mooncake traces. Prompts are made as long as traced, output tokens are sent as the cap. A trace with broken rows is refused with their lines before the first request.',
    verdict:
      'As `poisson`, and *trace* says whether the traffic was that of the trace: input and output tokens as the endpoint counted them against the traced ones. Answers that end earlier than traced make it another load, and it is told; hold the server to them by `LLM_EXTRA_BODY`, such as `{"ignore_eos":true}` for vLLM.',
    options: ['trace', 'speed', 'windowMs', 'extraBody', 'maxVus', 'warmupMs'],
    example: 'replay --trace traffic.csv --speed 2',
  },
  conversation: {
    does: 'Users talk in turns: each request carries all that was said before, and between turns they think.',
    verdict:
      '*Sessions* counts the chats: how many finished all turns, and how many ended early, at which turn and by what (a turn without an answer ends its chat); a warning where that is more than 1 %. *Turns* tells whether the first token comes later in the last turn than in the first, and the share of input tokens that the endpoint had in its prefix cache. A wait that grows with a low hit share is a cache that does not carry chats; with a high one it is the cache that runs full or the load.',
    options: ['users', 'turns', 'thinkTimeMs', 'durationMs', 'tokenBudget'],
    example: 'conversation --users 20 --turns 8',
  },
  'cold-start': {
    does: 'Nobody asks for a while, then one request is asked again and again until it is answered, and some follow while the model is warm; ten rounds of that, for each strategy in turn. `keep-alive` pings through the idle time, `pre-warmed` sends a request before the user, `smaller-model` asks another one.',
    verdict:
      'Cold against warm, as the ratio of their medians with its bounds; *none* where that is near 1. What the attempts met (503s, refused connections, time to load as the server tells it) stands below, and what is waited out is no failure. Strategies are held against doing nothing, pings with what they cost per day. Make `LLM_IDLE_TIME` longer than the endpoint keeps an idle model, or nothing is cold.',
    options: [
      'idleTimeMs',
      'rounds',
      'warmRequests',
      'strategies',
      'pingIntervalMs',
      'smallModel',
      'smallBaseUrl',
      'probeIntervalMs',
      'coldLimitMs',
      'maxDurationMs',
      'price',
    ],
    example: 'cold-start --idle-time 10m --strategies none,keep-alive --price 0.15/0.6',
  },
  'rate-limit': {
    does: 'A burst of the cheapest requests, far above the limit, then quiet, in which single requests find out when they pass again. Every 429 is looked at; none fails anything.',
    verdict:
      '*Beyond the limit*: it refuses cleanly, or it breaks (more than 1 % failed otherwise than by a 429, which also fails the run). *Retry-After*: honest where every request right after the told time passed, bad where it was too short. *Recovery*: when requests passed again. It uses up the limit of the key: do not run it with one that others work with.',
    options: ['rate', 'durationMs', 'recoveryTimeMs', 'windowMs', 'maxTokens', 'maxVus'],
    example: 'rate-limit --rate 50 --duration 1m',
  },
  'rate-limit-discover': {
    does: 'Sends until it is refused and then takes what comes free as soon as it does, first with tiny requests, then with larger ones. One request goes first: where less than 1.2 × what is planned remains for the day it stops there, and where no daily limit is advertised it wants `LLM_DAILY_LIMIT` or `LLM_ALLOW_UNKNOWN_DAILY=true`.',
    verdict:
      'Requests and tokens a minute with the kind of the limit (a token bucket that holds so many, or so many in every fixed window), beside what the headers advertise; a warning where they differ by more than 10 %. Where an endpoint charges what is reserved (input and `max_tokens`), both readings are given. Where requests of two sizes show which, it is said. NOT BEGUN (exit code 2) is our own guard of the day: it names what to set. *No limit was found* holds only up to what was let in. Needs our k6: an unmodified one cannot send together.',
    options: [
      'limitWindowMs',
      'requests',
      'tokenVolume',
      'users',
      'maxDurationMs',
      'dailyLimit',
      'allowUnknownDaily',
      'maxTokens',
    ],
    example: 'rate-limit-discover --daily-limit 5000',
  },
  'token-limit': {
    does: 'The same volume of tokens twice: as many small requests and, once all limits are whole again, as few large ones.',
    verdict:
      'Which of them were refused tells which limit bites first. If only small ones are, requests are limited: send fewer and larger ones. If both are let in for about as many tokens, tokens are. If large ones are let in for fewer tokens than small ones, more is charged than is used. *None* means that the volume met no limit: raise it.',
    options: ['tokenVolume', 'smallSize', 'largeSize', 'limitWindowMs', 'users', 'maxTokens'],
    example: 'token-limit --token-volume 200000',
  },
  cache: {
    does: 'Prompts that were asked before come between prompts that no cache can know, while users join in steps. It works for prefix caches (cached tokens in the usage) and for caches of answers (a header, or only the time).',
    verdict:
      'The share of repeated prompts that hit, by the word of the endpoint, and how much sooner their first token comes, with its interval; a warning where none hits, none is sooner, or hits become fewer as users rise. If fresh prompts hit, too, the cache answers what nobody asked, which is worse than a slow one.',
    options: ['repeatShare', 'stepUsers', 'stepTimeMs', 'maxUsers', 'promptLengths', 'thinkTimeMs'],
    example: 'cache --repeat-share 0.3',
  },
  quality: {
    does: 'Users join in equal steps and ask what can be checked: sums, words to repeat, JSON, short descriptions. Half an answer counts as truncated and not as wrong, too.',
    verdict:
      'Bad answers by step, all together and by kind, with a test for a trend: bad where the share rises with load (5 %, one-sided). Defects that are as frequent at any load are told and judged by nobody: that is the model, not the load. Of your own prompts (`LLM_PROMPTS`) only those with an `expect` can be wrong. Refusals are recognised by their first words in English, German, French, Spanish, Portuguese, Italian, Chinese and Japanese; in other languages only where the API says so (a content filter, a refusal of its own).',
    options: ['stepUsers', 'stepTimeMs', 'maxUsers', 'thinkTimeMs', 'warmupMs', 'prompts'],
    example: 'quality --step-users 20 --max-users 100',
  },
};
