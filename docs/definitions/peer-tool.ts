/** A tool, or a convention, whose numbers people compare ours with. */
export interface PeerTool {
  name: string;
  /** Where its definitions were read: repository, file, commit or version. */
  source: string;
  /** What holds for all of its numbers. */
  about: string;
  /** What it calls the time to the first token comes first. */
  numbers: PeerNumber[];
}

/** One of its numbers, of one exchange. */
export interface PeerNumber {
  /** As the tool calls it. */
  word: string;
  unit: 'ms' | 'tokens/s';
  /** Over the fields of the row (docs/row.md). Absent: the row does not tell, and the trap says why. */
  formula?: string;
  /** Where the row does not tell the one instant that the tool takes: the number lies from `formula` to this. */
  upTo?: string;
  /** How it differs from what the word promises; absent where it does not. */
  trap?: string;
}
