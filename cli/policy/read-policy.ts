import path from 'node:path';
import { parseSlo } from '../../lib/analysis/gate/parse-slo.ts';
import type { Policy, PolicyScenario, PolicySlo } from '../../lib/analysis/gate/policy.ts';
import type { PolicyObjective } from '../../lib/analysis/gate/policy-objective.ts';
import type { SubjectSettings } from '../../lib/analysis/gate/subjects.ts';
import { positiveDuration } from '../../lib/options/kinds.ts';
import { wrongUse } from '../cli-error.ts';
import { policySchema } from '../schemas/policy.ts';
import { describeIssue } from './describe-issue.ts';
import { findPolicyFile, readPolicyFile } from './policy-file.ts';

/** A policy that was found and is well formed. */
export interface FoundPolicy {
  policy: Policy;
  file: string;
  /** As the user would name it. */
  name: string;
}

/** The policy that `--config` names, else the one in the folder; undefined where there is none. */
export async function readPolicy(cwd: string, given: string | undefined): Promise<FoundPolicy | undefined> {
  const file = await findPolicyFile(cwd, given);
  if (file === undefined) return undefined;
  const name = path.relative(cwd, file);
  return { policy: checkPolicy(await readPolicyFile(file, name), name), file, name };
}

/** Throws a wrong use that names the file, the place in it, the value seen and what is accepted. */
export function checkPolicy(value: unknown, name: string): Policy {
  const { success, error, data } = policySchema.safeParse(value ?? {});
  if (!success) throw wrongUse(`${name}: ${describeIssue(error.issues, value)}`);
  const speaking = allSlos(data).find((slo) => objectiveOf(slo).objective.subject === 'goodput');
  if (speaking !== undefined && Object.keys(data.goodput ?? {}).length === 0) {
    throw wrongUse(
      `${name}: \`${textOf(speaking)}\` speaks of goodput, and nothing says when an exchange is good; accepted is ` +
        'goodput: { timeToFirstToken: 1s, total: 15s }',
    );
  }
  return data;
}

/** What a policy wants of a scenario: what it wants of all, and what of this one. */
export function objectivesOf(policy: Policy, scenario: string): PolicyObjective[] {
  const own: PolicyScenario = policy.scenarios?.[scenario] ?? {};
  return [
    ...[...(policy.slos ?? []), ...(own.slos ?? [])].map((slo) => objectiveOf(slo)),
    ...Object.entries(own.stages ?? {}).flatMap(([stage, slos]) => slos.map((slo) => objectiveOf(slo, stage))),
  ];
}

export function settingsOf({ goodput, rateLimitsFail = false }: Policy): SubjectSettings {
  const ms = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : positiveDuration.parse(text);
  return {
    rateLimitsFail,
    goodput: goodput && {
      timeToFirstTokenMs: ms(goodput.timeToFirstToken),
      timePerOutputTokenMs: ms(goodput.timePerOutputToken),
      totalMs: ms(goodput.total),
    },
  };
}

function allSlos({ slos = [], scenarios = {} }: Policy): PolicySlo[] {
  const ofScenarios = Object.values(scenarios).flatMap((own) => [
    ...(own.slos ?? []),
    ...Object.values(own.stages ?? {}).flat(),
  ]);
  return [...slos, ...ofScenarios];
}

function textOf(slo: PolicySlo): string {
  return typeof slo === 'string' ? slo : slo.slo;
}

/** Of an SLO that the schema has let through. */
function objectiveOf(slo: PolicySlo, stage?: string): PolicyObjective {
  const parsed = parseSlo(textOf(slo));
  if ('error' in parsed) throw new Error(`${textOf(slo)}: ${parsed.error}`);
  return { objective: parsed.objective, name: typeof slo === 'string' ? undefined : slo.name, stage };
}
