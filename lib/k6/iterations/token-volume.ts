import { sleep } from 'k6';
import exec from 'k6/execution';
import { volumeParts } from '../../load/token-volume.ts';
import { fillerPrompt } from '../../prompts/filler.ts';
import type { Iteration } from './iteration.ts';

/** Each user sends its share of the small requests, waits for the limits to be whole again, then its share of the large ones. */
export const sameVolume: Iteration = ({ complete, options, windows }) => {
  const parts = volumeParts(options);

  return () => {
    const { idInTest } = exec.vu;
    const startedAt = exec.scenario.startTime;
    const mine = exec.vu.idInInstance - 1;
    for (const { name, size, requests } of parts) {
      const window = windows.find((one) => one.name === name);
      if (window === undefined) return;
      const waitMs = startedAt + window.startMs - Date.now();
      if (waitMs > 0) sleep(waitMs / 1000);
      for (let i = mine; i < requests && Date.now() - startedAt < window.endMs; i += options.users) {
        const number = options.seed * 1_000_003 + idInTest * 10_007 + i;
        const prompt = { id: `${name}-${size}`, user: fillerPrompt(size - options.maxTokens, number) };
        if (complete(prompt, { labels: { part: name, size } }) === undefined) return;
      }
    }
  };
};
sameVolume.asks = 'token-volume';
