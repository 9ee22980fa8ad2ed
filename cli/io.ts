/** Everything that a command takes from its process, so that a test can hand in its own. */
export interface Io {
  /** What follows the program's name. */
  argv: string[];
  env: Record<string, string | undefined>;
  cwd: string;
  stdin: { fd?: number };
  /** Results. */
  stdout: Output;
  /** Progress and complaints. */
  stderr: Output;
  /** Where SIGINT and its kind arrive: `process`. */
  signals: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
}

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  /** Children write to it directly; without one they are piped through `write`. */
  fd?: number;
  on?(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}
