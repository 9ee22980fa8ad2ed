import type { AskKind } from '../../cost/estimate/ask-kind.ts';
import type { LoadShape } from '../../load/load-shape.ts';
import type { Arrival } from '../../load/schedule/arrival.ts';
import type { Options } from '../../options/table.ts';
import type { Prompt } from '../../protocols/protocol.ts';
import type { Client } from '../client.ts';
import type { ChangedOptions } from '../worker.ts';

/** What the iterations of one virtual user have at hand. */
export interface IterationSetup extends Client {
  /** A client for another endpoint or model of the same run; made once, since it holds a state of its own. */
  clientWith(changed: ChangedOptions): Client;
  options: Options;
  /** Of the whole run; each reading of an element makes it anew, so read each once. */
  prompts: ArrayLike<Prompt>;
  /** Of a schedule of our own, ascending; parsed anew at each reading, too. Empty where k6 drives the arrivals. */
  arrivals: ArrayLike<Arrival>;
  model: LoadShape['model'];
  windows: LoadShape['windows'];
}

/** Called once for each virtual user in the init context; gives what k6 calls again and again. */
export interface Iteration {
  (setup: IterationSetup): () => void;
  /** What it asks, for an estimate of what a run would cost. @default not known */
  asks?: AskKind;
}
