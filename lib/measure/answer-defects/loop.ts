/** Shorter phrases than these many words or characters are looked for; a longer one that repeats is a text with a refrain. */
const longestPeriod = 24;

/** A phrase must come four times in a row, and the whole must be so long, before it is a loop and not a rhyme. */
const times = 4;
const leastWords = 12;
const leastCharacters = 40;

/** Whether a text says the same again and again, as a model does that has lost its way. */
export function isLoop(text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  // Scripts without spaces, and loops of one letter, are seen character by character.
  return repeats(words, leastWords) || (words.length < leastWords && repeats([...text.toLowerCase()], leastCharacters));
}

function repeats(units: readonly string[], least: number): boolean {
  for (let period = 1; period <= longestPeriod && period * times <= units.length; period++) {
    const needed = Math.max(least, period * times) - period;
    let equal = 0;
    for (let i = period; i < units.length; i++) {
      equal = units[i] === units[i - period] ? equal + 1 : 0;
      if (equal >= needed) return true;
    }
  }
  return false;
}
