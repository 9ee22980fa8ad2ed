import type { LoadShape } from '../../load/load-shape.ts';
import type { AskKind } from './ask-kind.ts';

/**
 * What a script says of its plan in its k6 options, beside the load that these hold anyway: enough to tell what a run
 * would cost without running it. No secret is in it, nor any option but the scenario's own defaults.
 */
export interface PlanNote {
  /** The scenario's. */
  name: string;
  about: string;
  model: LoadShape['model'];
  /** Absent where a script has scenarios or iterations of its own. */
  asks?: AskKind;
  /** By environment name; the chosen profile's are among them. */
  defaults: Record<string, string>;
}
