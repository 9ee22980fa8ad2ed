import type { Objective } from './objective.ts';

/** What a policy wants of the runs of one scenario. */
export interface PolicyObjective {
  objective: Objective;
  /** @default the objective as it was written */
  name?: string | undefined;
  /** Only a part of the load: its number from 1, its name (`surge`), or its users (`20 users`). */
  stage?: string | undefined;
}
