/** What a load offers, as a plain object: k6's scenario, and what can be asked of the plan without running it. */
export interface LoadShape {
  /** k6's own scenario options; absent where the script has its own. */
  scenario?: Record<string, unknown>;
  /**
   * `open`: arrivals come whatever the answers do; nobody waits or retries. `closed`: users wait for their answer, think,
   * and heed a Retry-After.
   */
  model: 'open' | 'closed';
  /** One line for the summary: what is offered. */
  about: string;
  /** How long starts go on, in milliseconds; absent where the number of requests is what is planned. */
  durationMs?: number;
  /** How many requests are planned; absent where the schedule decides. */
  requests?: number;
  /** How many iterations are planned, where one is more than a request. */
  iterations?: number;
  /** Slices of the load after the warm-up, in order; empty where the load does not change over time. */
  windows: Window[];
}

/** An exchange belongs to the window in which it starts; one that k6 begins at the very end of the load, to the last. */
export interface Window {
  index: number;
  /** Milliseconds since the scenario's start, the end exclusive. */
  startMs: number;
  endMs: number;
  /** Open model: mean offered load, requests per second. */
  requestsPerSecond?: number;
  /** Closed model: users at work. */
  users?: number;
  /** What part of the plan it is, where parts have names: `baseline`, `surge`, `recovery`. */
  name?: string;
}
