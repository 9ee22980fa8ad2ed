import { seededRandom } from './seeded-random.ts';

// @ place, & person, * thing, # number: so that a sentence that comes again says something else.
const sentences = `The ferry from @ carried # crates of * before the harbour froze.
In @ the council voted # to 9 for a new market hall.
& repaired the clock above the station with a spare part from @.
A crate of * now costs # coins, twice as much as last spring.
Nobody in @ had expected the river to rise by # centimetres overnight.
& wrote that the night train to @ was late on # days of the year.
The archive holds # letters about the trade in *, most of them unread.
After the storm, & counted # broken windows along the main street.
Farmers near @ plant * in rows, because the wind comes from one side only.
The museum bought a painting of * and a chair that once belonged to &.
At dawn # cyclists left @, though the pass was still closed.
& measured the temperature every hour and found a drop of # degrees.
The recipe asks for *, salt and # minutes of patience.
Old maps show a bridge at @ that was never built.
The choir of @ rehearsed # times and still forgot the second verse.
& keeps bees behind the school and sells the honey together with *.
A survey of # households found that most had stopped buying *.
The lighthouse at @ was run by & until the lamp became electric.
Engineers replaced # metres of pipe below the old theatre.
Each autumn, merchants bring * to the fair at @.
& lost the race by # seconds and blamed the shoes.
The library lends *, too, for at most # days.
Rain delayed the opening in @, so & read aloud in the hall.
Of # seeds sown in the trial field, only a third came up.
The mayor promised & that the road to @ would be open by winter.
A dictionary printed in @ lists # words for *.
The orchestra needed # chairs and got them from the fire brigade.
& discovered a well under the kitchen, lined with stones from @.
Prices for * fell once the second ship had arrived.
The school in @ teaches # children in two rooms.
On market days & sells * from a cart with one wheel missing.
Two surveyors from @ walked # kilometres to settle a dispute over a fence.
Since the fire, * may be stored in stone houses only.
It took & the whole winter to translate # pages about @.
A ship with * from @ waited outside the port for # hours.
Every house number above # was changed when & drew the new plan.`.split('\n');

// Twelve of each.
const words: Record<string, string[]> = {
  '@': 'Arden,Bergen,Coruna,Delft,Esbjerg,Ferrara,Galway,Husum,Izola,Lucca,Narvik,Tartu'.split(','),
  '&': 'Ada,Bruno,Clara,Dmitri,Elif,Farid,Greta,Hugo,Ines,Jonas,Mei,Omar'.split(','),
  '*': 'oranges,copper wire,wool,candles,dried fish,glass beads,barley,paper,olive oil,nails,tea,linen'.split(','),
};

/** A made-up chronicle of at most `length` characters, in whole sentences; neighbouring seeds begin differently. */
export function passage(seed: number, length: number): string {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const fill = (slot: string) => String(words[slot]?.[below(12)] ?? 10 + below(90));
  let text = '';
  let left = [...sentences];
  let next = seed % left.length;
  for (;;) {
    const [sentence] = left.splice(next, 1) as [string];
    const filled = sentence.replace(/[@&*#]/g, fill);
    if (text.length + filled.length > length) return text.trimEnd();
    text += `${filled} `;
    if (left.length === 0) left = [...sentences];
    next = below(left.length);
  }
}
