import type { Arrival } from '../../load/schedule/arrival.ts';
import type { Starts } from '../../load/starts.ts';
import type { Options } from '../../options/table.ts';
import type { Prompt } from '../../protocols/protocol.ts';
import type { RequestBounds } from '../worst-case.ts';
import type { AskKind } from './ask-kind.ts';

/** A run as it is planned, before anything is sent. */
export interface PlannedRun {
  options: Options;
  asks: AskKind;
  /** Of each of its k6 scenarios. */
  starts: Starts[];
  /** The prompts in force. */
  prompts: readonly Prompt[];
  /** Of a schedule of our own that says what each request asks; else empty. */
  arrivals: readonly Arrival[];
  /** What can be told of the request that a prompt becomes. */
  boundsOf(prompt: Prompt): RequestBounds;
}
