/** What k6's JavaScript has of a console; @types/k6 leaves it to the DOM's types, which promise much more. */
declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'debug', (...values: unknown[]) => void>;

/** k6's own: the URL of a file beside the one that asks. */
interface ImportMeta {
  resolve(path: string): string;
}

/** k6's own; only for what not every virtual user shall load. */
declare function require(path: './once.ts'): typeof import('./once.ts');
declare function require(path: './plain-k6.ts'): typeof import('./plain-k6.ts');
declare function require(path: '../directing.ts'): typeof import('./directing.ts');
declare function require(path: './probe-line.ts'): typeof import('./probe-line.ts');
declare function require(path: './budget.ts'): typeof import('./budget.ts');
declare function require(path: './fallback.ts'): typeof import('./transports/fallback.ts');
declare function require(path: './vu-client.ts'): typeof import('./vu-client.ts');
declare function require(path: './watch-saturation.ts'): typeof import('./watch-saturation.ts');
declare function require(path: './stream-counts.ts'): typeof import('./stream-counts.ts');
