import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../lib/measure/answer-checks.ts';
import type { Measurement } from '../../lib/measure/measurement.ts';
import { outcomes } from '../../lib/measure/measurement.ts';

const answer: Measurement = {
  outcome: 'ok',
  status: 200,
  endMs: 100,
  chunks: 2,
  text: { text: 'Paris is the capital.' },
  tokens: { input: 60, output: 40, source: 'usage' },
  reused: false,
  comments: 0,
  roleOnlyFirst: false,
  malformedFrames: 0,
};
const prompt = { id: 'p', user: 'What is the capital of France?' };

describe('content', () => {
  it.each<[boolean, Record<string, string>]>([
    [true, { text: 'a' }],
    [true, { refusal: 'I cannot' }],
    [true, { tool: 'get_weather' }],
    [true, { text: ' ', tool: '{}' }],
    [false, { text: ' \n\t' }],
    [false, { reasoning: 'Let me think' }],
    [false, {}],
  ])('%s: %j', (has, text) => expect(checkAnswer({ ...answer, text }, prompt, 1000)?.has_content).toBe(has));
});

describe('the token budget', () => {
  it('counts input and output together, the limit included', () => {
    expect(checkAnswer(answer, prompt, 100)?.within_budget).toBe(true);
    expect(checkAnswer(answer, prompt, 99)?.within_budget).toBe(false);
  });

  it('cannot be told without both counts', () => {
    expect(checkAnswer({ ...answer, tokens: { input: 60, source: 'usage' } }, prompt, 1)).not.toHaveProperty(
      'within_budget',
    );
  });
});

describe('a known answer', () => {
  it('is looked for without regard to case', () => {
    expect(checkAnswer(answer, { ...prompt, expect: 'PARIS' }, 1000)?.expected).toBe(true);
    expect(checkAnswer(answer, { ...prompt, expect: 'Rome' }, 1000)?.expected).toBe(false);
  });

  it('is not looked for in the reasoning', () => {
    const thinking = { ...answer, text: { reasoning: 'Paris or Rome?', text: 'Rome' } };
    expect(checkAnswer(thinking, { ...prompt, expect: 'Paris' }, 1000)?.expected).toBe(false);
  });

  it('that nobody knows is not checked', () =>
    expect(checkAnswer(answer, prompt, 1000)).not.toHaveProperty('expected'));
});

it('only exchanges that gave an answer are checked', () => {
  const checked = outcomes.filter((outcome) => checkAnswer({ ...answer, outcome }, prompt, 1000) !== undefined);
  expect(checked).toEqual(['ok', 'not_streamed', 'empty']);
});
