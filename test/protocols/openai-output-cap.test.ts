import { expect, it } from 'vitest';
import { openaiOutputCap } from '../../lib/protocols/openai-output-cap.ts';

it.each([
  [{ max_tokens: 256 }, 256],
  [{ max_completion_tokens: 100 }, 100],
  [{ max_tokens: 5, max_completion_tokens: 100 }, 100],
  [{ max_tokens: 100, n: 3 }, 300],
  [{ max_tokens: 100, n: 2, best_of: 5 }, 500],
  [{ max_tokens: 100, n: 0 }, 100],
  [{ max_tokens: 100, n: null }, 100],
  [{}, undefined],
  [{ max_tokens: null }, undefined],
  [{ max_tokens: '100' }, undefined],
  [{ max_tokens: 0 }, undefined],
  [{ max_tokens: 1.5 }, undefined],
  [{ n: 3 }, undefined],
])('%j allows %s output tokens', (body, cap) => expect(openaiOutputCap(JSON.stringify(body))).toBe(cap));
