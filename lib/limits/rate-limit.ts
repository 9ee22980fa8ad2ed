/** A limit as the endpoint advertises it. What it does not state is absent; a window is never assumed from a name. */
export interface RateLimit {
  /** `requests`, `tokens`, `input-tokens`, … as the endpoint names it. */
  dimension: string;
  limit?: number;
  remaining?: number;
  /** Until the limit is restored as the endpoint means it, in milliseconds. */
  resetMs?: number;
  windowMs?: number;
}
