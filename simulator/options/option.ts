/** One setting: read by `startSimulator`, by the CLI (which makes a flag of it) and by the docs. */
export interface SimulatorOption {
  /** As in code; the flag is its kebab-case form. */
  name: string;
  kind: 'integer' | 'number' | 'text' | 'choice' | 'boolean';
  /** What a number counts. */
  unit?: string;
  /** For kind `choice`. */
  choices?: readonly string[];
  /** Smallest value accepted; numbers are at least 0 without it. */
  min?: number;
  /** Largest value accepted. */
  max?: number;
  /** Absent: not set. */
  default?: number | string | boolean;
  brief: string;
}
