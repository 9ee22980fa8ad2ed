import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlanNote } from '../../lib/cost/estimate/plan-note.ts';
import type { PlannedRun } from '../../lib/cost/estimate/planned-run.ts';
import { type RequestBounds, utf8Bytes } from '../../lib/cost/worst-case.ts';
import type { ReadText } from '../../lib/load/schedule/read-text.ts';
import { schedules } from '../../lib/load/schedule/registry.ts';
import { type K6Scenario, startsOf } from '../../lib/load/starts.ts';
import { LlmError } from '../../lib/options/llm-error.ts';
import type { Options } from '../../lib/options/table.ts';
import { builtInPrompts } from '../../lib/prompts/built-in.ts';
import { parsePrompts } from '../../lib/prompts/parse-prompts.ts';
import { loadProtocol } from '../../lib/protocols/index.ts';
import { outputCap } from '../../lib/protocols/output-cap.ts';
import type { Prompt, RequestConfig } from '../../lib/protocols/protocol.ts';
import { wrongUse } from '../cli-error.ts';

interface Planned {
  options: Options;
  note: PlanNote;
  scenarios: Record<string, K6Scenario>;
  /** Relative paths of files are from here. */
  cwd: string;
}

/**
 * The plan of a script, with its prompts and its schedule, which are read here as the script reads them.
 *
 * @throws LlmError on files that hold something else, and where its `boundsOf` meets a body without an output cap
 */
export async function createPlannedRun({ options, note, scenarios, cwd }: Planned): Promise<PlannedRun> {
  const readText: ReadText = (option, file) => {
    try {
      return readFileSync(path.resolve(cwd, file), 'utf8');
    } catch {
      throw wrongUse(`${option}=${file}: cannot be read; accepted is the path of a text file`);
    }
  };
  const { asks = 'prompt' } = note;
  const starts = Object.entries(scenarios).map(([name, scenario]) => {
    const planned = startsOf(scenario, note.model);
    if (planned !== undefined) return planned;
    throw wrongUse(
      `scenario ${name}: its executor ${scenario.executor} is told what to do while it runs; accepted is any other, or --requests without a scenario`,
    );
  });
  return {
    options,
    asks,
    starts,
    prompts:
      options.prompts === undefined
        ? builtInPrompts(options.promptLengths)
        : parsePrompts(readText('LLM_PROMPTS', options.prompts)),
    arrivals: asks === 'traced' ? schedules.replay.arrivals(options, readText) : [],
    boundsOf: await createBoundsOf(options),
  };
}

/** Of the bodies that would really be sent, which are the same for the same prompt. */
async function createBoundsOf(options: Options): Promise<PlannedRun['boundsOf']> {
  const { baseUrl, model, maxTokens, maxTokensField, temperature, extraBody, stream } = options;
  const protocol = await loadProtocol(options.protocol);
  const config: RequestConfig = {
    baseUrl,
    model,
    maxTokens,
    stream,
    ...(maxTokensField === 'auto' ? {} : { maxTokensField }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(extraBody === undefined ? {} : { extraBody }),
  };
  const known = new WeakMap<Prompt, RequestBounds>();
  return (prompt) => {
    let bounds = known.get(prompt);
    if (bounds === undefined) {
      const { body } = protocol.request(prompt, config);
      const outputTokens = outputCap(protocol.outputCap, body);
      if (outputTokens === undefined) {
        throw new LlmError(
          'LLM_EXTRA_BODY: takes the output cap away, so that an answer may cost anything; accepted is a body with a cap',
        );
      }
      bounds = { bodyBytes: utf8Bytes(body), outputTokens };
      known.set(prompt, bounds);
    }
    return bounds;
  };
}
