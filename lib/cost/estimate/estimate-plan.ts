import type { Volume } from './volume.ts';

/** What is to be priced, whatever models it goes to. */
export interface EstimatePlan {
  /** The scenario's name; absent where the volume was given in numbers. */
  scenario?: string;
  /** One line: what is planned. */
  about: string;
  volume: Volume;
  /** What was supposed, in words, by what it is about: `requests`, `input`, `output`, … */
  assumptions: [about: string, words: string][];
  /** The same with half the output cap, where that changes anything. */
  halved?: { maxTokens: number; volume: Volume };
  /** All three cases are the same by what was given. */
  isExact?: true;
}
