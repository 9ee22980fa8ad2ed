/** One request of a schedule of our own. */
export interface Arrival {
  /** When it should start, milliseconds since the scenario's start. */
  atMs: number;
}
