/** One request of a run of discovery, as it ended. Times are milliseconds of one clock. */
export interface ProbeEvent {
  /** Which decision it was part of: what several senders send together comes in no order. */
  batch: number;
  sentMs: number;
  endMs: number;
  /** Let in; what was not is taken for a refusal by a limit. */
  accepted: boolean;
  /** Input and output as the endpoint counted them; absent where it does not tell. */
  usedTokens?: number;
  /** Input and the output cap, which is what some endpoints charge at the start. */
  reservedTokens?: number;
}
