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
