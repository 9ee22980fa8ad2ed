import type { SimulatorOption } from './option.ts';

/** When the model is not loaded, and what requests then meet. */
export const coldStartOptions = [
  {
    name: 'coldStartMs',
    kind: 'number',
    unit: 'ms',
    min: 1,
    brief: 'time to load the model; the first request that finds it unloaded starts the loading',
  },
  {
    name: 'coldStartJitter',
    kind: 'number',
    unit: 'sigma',
    default: 0,
    brief: 'log-normal spread of that time, mean kept',
  },
  { name: 'startCold', kind: 'boolean', default: false, brief: 'not loaded at the start' },
  {
    name: 'unloadAfterMs',
    kind: 'number',
    unit: 'ms',
    min: 1,
    brief: 'unloaded after so long without a completion; /health keeps nothing warm',
  },
  {
    name: 'coldStartReply',
    kind: 'choice',
    choices: ['hold', '503', '429', '303', 'refuse'],
    default: 'hold',
    brief:
      'a request meanwhile waits, gets 503 Loading model, 429 ModelNotReadyException, a 303 to where the answer will be, or a reset',
  },
  {
    name: 'redirectAfterMs',
    kind: 'number',
    unit: 'ms',
    default: 1000,
    brief: 'with 303: held that long before it is sent on, each time',
  },
  {
    name: 'tellLoadTime',
    kind: 'boolean',
    default: false,
    brief: 'usage of an answer that waited for the model has load_duration in ns, as Ollama tells it',
  },
] as const satisfies readonly SimulatorOption[];
