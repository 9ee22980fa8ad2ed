import type { Prompt } from '../protocols/protocol.ts';
import { charactersPerToken } from './estimate-tokens.ts';
import { type LengthClass, lengthClasses, lengthClassNames } from './length-class.ts';
import { passage } from './passage.ts';

// One prompt a line; after `|` a text that a right answer holds.
const tiny = `What is the capital city of Japan, please?|Tokyo
What is 17 times 6? Answer briefly.|102
Translate into French: thank you, friend|merci
Write one line of verse about the rain.
What kind of animal is a whale, exactly?|mammal
Name three metals soft enough to cut.
How many days does a leap year have?|366
Which planet is closest to the sun?|Mercury
Write a regex that matches an IPv4 address.
Give one synonym for the word "quick".
In which year did the Berlin Wall fall?|1989
Classify as spam or ham: "You won a car!"|spam`;

const short = `A train leaves at 9:40 and arrives at 13:05. How long does the journey take? Show each step, then give the duration in minutes on a line of its own at the end.|205
Write a JavaScript function that takes an array of numbers and returns the median. Handle the empty array, and add one short comment on the even case.
Translate into German, keeping the polite tone: "Could you please send me the invoice again? I am afraid the first one was lost in the post last week."
Classify this review as positive, negative or mixed, and say why in one sentence: "The room was spotless and quiet, but breakfast was cold twice in three days."|mixed
Extract the date, the amount and the payee as a JSON object: "On 4 March I paid 129.50 euros to Brandt Electric for the new kitchen lights."|129.5
Explain to a ten-year-old why the sky is blue at noon and red at sunset. Use at most five sentences, no formula, and one example from everyday life.
Write a polite e-mail to a neighbour whose dog barks at night. Suggest two solutions, keep it below ninety words, and end on a friendly note.
What is the difference between a process and a thread? Compare memory, cost of switching and safety, and name one case in which you would choose each.
Rewrite this in plain English: "Notwithstanding the aforementioned provisions, the lessee shall be liable for any and all damage howsoever caused to the premises."
Anna is taller than Ben. Ben is taller than Cleo. Dora is shorter than Cleo. Who is the second tallest of the four? Answer with the name alone, please.|Ben
Write an SQL query that lists the five customers with the highest total of orders in 2024, given customers(id, name) and orders(customer_id, day, total).|SELECT
Suggest four names for a small bakery near a railway station. For each name give the idea behind it in a few words, and say which one you like best.`;

// What is asked about a passage. An answer is a code that must be found in it.
const questions = `Summarise the text above in three sentences.
List every place named above, in alphabetical order, each once.
Which code is written on the door? Answer with the code alone.|7319
Translate the first four sentences above into Spanish.
Extract all people named above with what each did, as a JSON array of {"name", "deed"}.
Which three events above belong together? Give your reasons.
Write a newspaper headline and a teaser of forty words for the text above.
Sort the sentences above into trade, weather, people and other; give the number of each.
Retell the text above as a letter from a traveller to a friend.
Write a Python function that finds every number in a text like the one above, and say what it returns for the first two sentences.
Name two statements above that contradict each other, or say that none do.
Write five quiz questions about the text above, with their answers.`;

/** The prompts that come with the library, at least twelve of each class asked for, in the order of the classes. */
export function builtInPrompts(lengths: readonly LengthClass[] = lengthClassNames): Prompt[] {
  return lengthClassNames.filter((name) => lengths.includes(name)).flatMap(promptsOf);
}

function promptsOf(length: LengthClass): Prompt[] {
  const lines = length === 'tiny' ? tiny : length === 'short' ? short : questions;
  return lines.split('\n').map((line, index) => {
    const [asked = '', expect] = line.split('|');
    const user = lines === questions ? `${passageFor(length, index, asked.length, expect)}\n\n${asked}` : asked;
    return { id: `${length}-${String(index + 1).padStart(2, '0')}`, user, ...(expect !== undefined && { expect }) };
  });
}

/** It stands before the question and begins like no other, so that a server that caches common beginnings finds none. */
function passageFor(length: LengthClass, index: number, questionLength: number, code: string | undefined): string {
  const room = lengthClasses[length] * charactersPerToken - questionLength;
  const seed = lengthClassNames.indexOf(length) * 12 + index;
  if (code === undefined) return passage(seed, room);
  // The answer stands in the middle, where long contexts are read worst.
  const before = `${passage(seed, room / 2)} The code on the door is ${code}. `;
  return before + passage(seed + 100, room - before.length);
}
