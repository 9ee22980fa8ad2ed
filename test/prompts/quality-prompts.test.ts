import { describe, expect, it } from 'vitest';
import { qualityPrompt } from '../../lib/prompts/quality-prompts.ts';
import { readQuestion } from '../../simulator/quality/question.ts';

const many = Array.from({ length: 400 }, (_, i) => qualityPrompt(i, 1));

describe('prompts that can be checked', () => {
  it('come in four forms, as often each', () => {
    const count = (form: string) => many.filter(({ wanted }) => wanted.form === form).length;
    expect(['number', 'exact', 'json', 'open'].map(count)).toEqual([100, 100, 100, 100]);
  });

  it('are nearly all different, and the same for the same seed', () => {
    expect(new Set(many.map(({ prompt }) => prompt.user)).size).toBeGreaterThan(370);
    expect(qualityPrompt(9, 3)).toEqual(qualityPrompt(9, 3));
    expect(qualityPrompt(8, 3)).not.toEqual(qualityPrompt(8, 4));
  });

  it('ask what the simulator reads out of them', () => {
    for (const { prompt, wanted } of many) {
      const question = readQuestion(prompt.user);
      if (wanted.form === 'json') expect(question).toEqual({ kind: 'json', keys: wanted.keys });
      else if ('answer' in wanted) expect(question).toMatchObject({ answer: wanted.answer });
      else expect(question.kind).toBe('open');
    }
  });
});
