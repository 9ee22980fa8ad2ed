import { Failure } from '../http/failure.ts';
import type { SimulatorConfig } from '../options.ts';

/** What a request meets while the model is loading. */
export interface ColdReply {
  /** Held for that long first. */
  holdMs: number;
  /** Then, in place of an answer. */
  instead?: Failure | 'redirect' | 'reset';
}

type ColdConfig = Pick<SimulatorConfig, 'coldStartReply' | 'redirectAfterMs'>;

/** `waitMs`: until the model is loaded. */
export function coldReply(config: ColdConfig, waitMs: number): ColdReply {
  switch (config.coldStartReply) {
    case 'hold':
      return { holdMs: waitMs };
    case '503':
      return { holdMs: 0, instead: new Failure('loading', 503, 'Loading model') };
    case '429': {
      const message = 'Model is not ready for inference. Wait and try your request again.';
      const headers = { 'x-amzn-errortype': 'ModelNotReadyException' };
      return { holdMs: 0, instead: new Failure('not_ready', 429, message, { headers }) };
    }
    case '303':
      if (waitMs <= config.redirectAfterMs) return { holdMs: waitMs };
      return { holdMs: config.redirectAfterMs, instead: 'redirect' };
    case 'refuse':
      return { holdMs: 0, instead: 'reset' };
  }
}
