/** One request as the engine sees it: how much work it is, and whom to tell. All times are scheduled, not measured. */
export interface Job {
  prefillMs: number;
  /** Tokens to make; 0 is done when prefill ends. */
  tokens: number;
  /** Steps between token `index − 1` and token `index`: 1 without jitter. Asked once for each index from 1 on. */
  gap(index: number): number;
  /** A slot was given at `atMs`. */
  onSlot(atMs: number): void;
  /** Token `index` (from 0) was made. The job may be cancelled or paused in here. */
  onToken(index: number, atMs: number): void;
  /** The last token was made; the slot is free again. */
  onDone(atMs: number): void;
}
