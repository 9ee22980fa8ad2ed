import type { Wanted } from '../measure/answer-defects/defects.ts';
import type { Prompt } from '../protocols/protocol.ts';
import { seededRandom } from './seeded-random.ts';

/** A prompt and what a right answer to it is. */
export interface QualityPrompt {
  prompt: Prompt;
  wanted: Wanted;
}

const words = 'amber,basil,cedar,delta,ember,fjord,grove,heron,ivory,jasper,lotus,maple,onyx,pearl,quartz,tulip'.split(
  ',',
);
const people = 'Ada Berg,Bruno Lind,Clara Moss,Elif Kaya,Hugo Stern,Ines Duarte,Mei Tanaka,Omar Haddad'.split(',');
const places =
  'Lisbon in Portugal,Bergen in Norway,Kyoto in Japan,Cusco in Peru,Galway in Ireland,Tartu in Estonia'.split(',');

/**
 * The prompt of an iteration: a sum, words to say again, a JSON object, a short description, in turn. Each is another one
 * by seed and iteration, so that no cache answers in the model's place, and every good answer is short.
 */
export function qualityPrompt(iteration: number, seed: number): QualityPrompt {
  const random = seededRandom(seed ^ Math.imul(iteration + 1, 0x27d4eb2f));
  const from = (min: number, max: number): number => min + Math.floor(random() * (max - min + 1));
  const one = (list: readonly string[]): string => list[from(0, list.length - 1)] as string;
  switch (iteration % 4) {
    case 0: {
      const [a, b] = [from(100, 999), from(100, 999)];
      const answer = String(a + b);
      const user = `What is ${a} + ${b}? Answer with the number only.`;
      return { prompt: { id: 'sum', user, expect: answer }, wanted: { form: 'number', answer } };
    }
    case 1: {
      const answer = `${one(words)} ${one(words)} ${from(10, 99)}`;
      const user = `Reply with exactly: ${answer}`;
      return { prompt: { id: 'echo', user, expect: answer }, wanted: { form: 'exact', answer } };
    }
    case 2: {
      const fact = `${one(people)} moved to ${one(places)} in ${from(1950, 2020)}.`;
      const user = `${fact} Answer as JSON with the keys name, city, country and year.`;
      return { prompt: { id: 'json', user }, wanted: { form: 'json', keys: ['name', 'city', 'country', 'year'] } };
    }
    default:
      return {
        prompt: { id: 'open', user: `Describe a place called ${one(words)} ${one(words)} in two sentences.` },
        wanted: { form: 'open' },
      };
  }
}
