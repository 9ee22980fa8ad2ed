/** The messages in k6's JSON log, in order; lines that are none of it stay as they are. */
export function logMessages(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        const { msg } = JSON.parse(line) as { msg?: unknown };
        return typeof msg === 'string' ? msg : line;
      } catch {
        return line;
      }
    });
}

/** The sentence of a mistake in the options: what stands before k6's stack. */
export function llmErrorIn(messages: string[]): string | undefined {
  return messages.map((message) => /^LlmError: (.*)/.exec(message)?.[1]).find((sentence) => sentence !== undefined);
}
