import type { Simulator } from '../../simulator/server.ts';

/**
 * A ramp over the knee of the simulator's preset `demo` (30 requests/s): more than 662 measured requests, so that p99
 * is a number, within 50 s.
 */
export function demoOptions({ url, config }: Simulator): Record<string, string> {
  return {
    LLM_BASE_URL: `${url}/v1`,
    LLM_MODEL: config.model,
    LLM_START_RATE: '5',
    LLM_STAGES: '5s:5,30s:30,10s:40',
    LLM_WARMUP: '5s',
    LLM_WINDOW: '5s',
    LLM_TIMEOUT: '10s',
  };
}
