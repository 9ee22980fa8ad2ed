/** One way to misbehave. */
export interface FaultKind {
  name: string;
  /**
   * `reject`: a reply that is none, before any slot. `break`: ends or hurts the answer after a number of tokens.
   * `shape`: the answer is whole, but looks different. A request has at most one of the first two.
   */
  effect: 'reject' | 'break' | 'shape';
  /** What the number after `@` means; absent: none is taken. */
  argument?: string;
  /** Its value when none is given. */
  default?: number;
  brief: string;
}

/** Every fault, as written in the option `faults`, the header `x-sim-fault` and the body field `x_sim_fault`. */
export const faultKinds = [
  { name: 'status', effect: 'reject', argument: 'HTTP status', default: 500, brief: 'an error with that status' },
  { name: 'rate-limited', effect: 'reject', argument: 'seconds', default: 1, brief: '429 with Retry-After' },
  { name: 'quota', effect: 'reject', brief: '429 insufficient_quota, without Retry-After' },
  { name: 'html', effect: 'reject', argument: 'HTTP status', default: 502, brief: 'an HTML page, as proxies send' },
  { name: 'silent', effect: 'reject', brief: 'accepts the request and never answers' },
  { name: 'drop', effect: 'reject', brief: 'resets the connection before any byte' },

  { name: 'reset', effect: 'break', argument: 'tokens', default: 5, brief: 'resets the connection after n tokens' },
  {
    name: 'cut',
    effect: 'break',
    argument: 'tokens',
    default: 5,
    brief: 'closes the connection in mid-body after n tokens',
  },
  {
    name: 'close',
    effect: 'break',
    argument: 'tokens',
    default: 5,
    brief: 'ends the body cleanly after n tokens, no finish, no [DONE]',
  },
  {
    name: 'stall',
    effect: 'break',
    argument: 'tokens',
    default: 5,
    brief: 'silence after n tokens: stall@5/2000 for 2000 ms, stall@5 for ever',
  },
  {
    name: 'error',
    effect: 'break',
    argument: 'tokens',
    default: 5,
    brief: 'an error frame after n tokens, then the end',
  },
  {
    name: 'error-done',
    effect: 'break',
    argument: 'tokens',
    default: 5,
    brief: 'an error frame after n tokens, then [DONE]',
  },

  { name: 'not-streamed', effect: 'shape', brief: 'a JSON reply though a stream was asked for' },
  {
    name: 'slow-headers',
    effect: 'shape',
    argument: 'ms',
    default: 1000,
    brief: 'waits that long before it queues for a slot',
  },
  { name: 'empty', effect: 'shape', brief: 'an answer without content' },
  { name: 'no-usage', effect: 'shape', brief: 'no usage though asked for' },
  { name: 'no-done', effect: 'shape', brief: 'no [DONE] at the end' },
  {
    name: 'reasoning',
    effect: 'shape',
    argument: 'tokens',
    default: 10,
    brief: 'n tokens of reasoning before the answer',
  },
  {
    name: 'malformed',
    effect: 'shape',
    argument: 'tokens',
    default: 5,
    brief: 'a frame of broken JSON after n tokens',
  },
  {
    name: 'comments',
    effect: 'shape',
    argument: 'tokens',
    default: 1,
    brief: 'a keep-alive comment at the start and after every n tokens',
  },
  { name: 'crlf', effect: 'shape', brief: 'line ends are CR LF' },
] as const satisfies readonly FaultKind[];

export type FaultName = (typeof faultKinds)[number]['name'];
export type RejectName = Extract<(typeof faultKinds)[number], { effect: 'reject' }>['name'];
export type BreakName = Extract<(typeof faultKinds)[number], { effect: 'break' }>['name'];
