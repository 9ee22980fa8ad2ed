import { formatMs } from '../../lib/report/format.ts';
import type { Report, WindowSummary } from '../../lib/report/report.ts';

export const intro = `
A simulated LLM endpoint runs on this machine. For 45 seconds k6 sends it more and more streamed
chat requests, whether the answers come or not, as users of a public service would.

`;

/** What the run has shown, with its own numbers. */
export function outro(report: Report, folder: string): string {
  return `${whatYouSee(report)}
Results in ${folder}:
  results.json.gz  every request    summary.json  the verdict    summary.md  a page to share

Next, your own endpoint, first one request looked at closely, then the real thing:
  export LLM_BASE_URL=https://api.example.com/v1 LLM_API_KEY=… LLM_MODEL=…
  npx k6-llm doctor
  npx k6-llm run ramp
`;
}

function whatYouSee({ windows, interrupted }: Report): string {
  const [first] = windows;
  const worst = windows.reduce<WindowSummary | undefined>(
    (found, window) => (waited(window) > waited(found) ? window : found),
    undefined,
  );
  if (interrupted || first === undefined || worst === undefined || worst === first) return '';
  const ratio = waited(worst) / waited(first);
  if (!(ratio > 2))
    return `\nWhat you see: the wait for the first token stayed about the same under all of the load.\n`;
  return `
What you see: at ${rate(first)} half of the answers began within ${formatMs(waited(first))},
at ${rate(worst)} within ${formatMs(waited(worst))}. In between the simulator ran out of slots, and requests
began to queue. That point is what \`ramp\` looks for.
`;
}

/** The median wait for the first token; nothing where it has too few samples. */
function waited(window: WindowSummary | undefined): number {
  return window?.timeToFirstToken.p50.value ?? 0;
}

function rate({ requestsPerSecond }: WindowSummary): string {
  return `${requestsPerSecond?.toFixed(0)} requests/s`;
}
