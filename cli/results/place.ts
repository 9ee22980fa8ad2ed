/** Where something stands. */
export interface Place {
  /** As the user named it. */
  file: string;
  /** From 1. */
  line: number;
}

/** Something that could not be read. */
export interface Flaw extends Place {
  /** What is wrong, as the end of a sentence. */
  why: string;
}

/** However many there are, the first few tell what is the matter. */
export interface Flaws {
  count: number;
  first: Flaw[];
}

const shownFlaws = 5;

export function addFlaw(flaws: Flaws, flaw: Flaw): void {
  flaws.count++;
  if (flaws.first.length < shownFlaws) flaws.first.push(flaw);
}
