import { wrongUse } from '../cli-error.ts';

type Env = Record<string, string | undefined>;

/** The models to be estimated, each once; the first is the one that the run would ask. */
export function modelNames(given: string[] | undefined, fromEnv: string | undefined): string[] {
  const names = (given ?? [fromEnv ?? '']).flatMap((text) => text.split(',')).map((name) => name.trim());
  if (given !== undefined && names.includes('')) {
    throw wrongUse(`--model ${given.join(' --model ')}: a name is empty; accepted is one name or several with commas`);
  }
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Nothing is sent, so no endpoint is needed: where none is named, this one stands for it. */
const noEndpoint = 'http://localhost/v1';

/** The environment in which a plan can be made without an endpoint, a key, a folder or a budget that would refuse it. */
export function withModel(env: Env, model: string): Env {
  const { LLM_API_KEY_SECRET: _, LLM_OUT: __, ...others } = env;
  return { ...others, LLM_MODEL: model, LLM_BASE_URL: env.LLM_BASE_URL || noEndpoint };
}
