/** A mistake of the user, told in one line: what was wrong, the value seen, what is accepted. Never a bug of ours. */
export class LlmError extends Error {
  override readonly name = 'LlmError';
}
