import type { Random } from './random.ts';

const words = (
  'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one ' +
  'you were all her she there would their we him been has when who will no more if out so up said what its about than ' +
  'into them can only other time new some could these two may first then do any like my now over such our man me even ' +
  'most made after also did many off before must well back through years much where your way down should because long ' +
  'each just state those people too mr how little good world make very year still see own work men day get here between ' +
  'both life being under three never know same last another while us might great old come since go against right came ' +
  'take used himself few house use during without again place around however small found mrs part school thought every ' +
  'once general high upon always number system water light result table river change answer letter measure paper engine ' +
  'signal window garden model train music winter summer market village station morning evening bridge forest island'
).split(' ');

/** One token's text: a word, with the space that parts it from the one before. */
export function tokenText(random: Random, index: number): string {
  const word = words[Math.floor(random() * words.length)] ?? 'the';
  return index === 0 ? word : ` ${word}`;
}
