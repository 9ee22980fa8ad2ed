import { defectsOf, type Wanted } from '../../measure/answer-defects/defects.ts';
import { pickPrompt } from '../../prompts/pick-prompt.ts';
import { type QualityPrompt, qualityPrompt } from '../../prompts/quality-prompts.ts';
import type { Prompt } from '../../protocols/protocol.ts';
import type { Iteration } from './iteration.ts';
import { paced } from './paced.ts';

/** Prompts whose answers can be told good from bad; the label `defects` says what was found, `form` what could be. */
export const qualityPrompts: Iteration = (setup) => {
  const { complete, prompts, options } = setup;
  const own = options.prompts !== undefined;
  return paced(setup, (iteration) => {
    const { prompt, wanted } = own
      ? ofOwn(pickPrompt(prompts, iteration, options.seed))
      : qualityPrompt(iteration, options.seed);
    return complete(prompt, {
      labels(exchange) {
        const defects = defectsOf(exchange, wanted)?.join(',');
        return { form: wanted.form, ...(defects === undefined ? {} : { defects: defects || 'none' }) };
      },
    });
  });
};
qualityPrompts.asks = 'quality';

function ofOwn(prompt: Prompt): QualityPrompt {
  const wanted: Wanted = { form: prompt.expect === undefined ? 'open' : 'known' };
  return { prompt, wanted };
}
