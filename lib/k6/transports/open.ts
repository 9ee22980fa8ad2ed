import exec from 'k6/execution';
import sse, { type OpenParams } from 'k6/x/sse';
import type { Capture, Ended } from '../../measure/capture.ts';
import { endedFromError } from '../../measure/ended-from-error.ts';
import { createFrameEvaluator } from '../../measure/evaluate-frames.ts';
import { readBody } from '../../measure/read-body.ts';
import type { Transport } from './transport.ts';

/** xk6-sse says this of every line of a body that is no event stream; its words are then the body. */
const notAnEvent = 'unknown event: ';

/**
 * The community extension xk6-sse. Its events carry no time, so the clock is read in the handler, which does nothing
 * else: frames are looked into after the stream. It can neither tell its own lateness nor end a silent stream early.
 */
export const openTransport: Transport = {
  name: 'open',
  streams: true,
  measuresLag: false,
  exchange({ url, method, headers, body }, { timeoutMs, name }, { frames, body: bodyRules }) {
    const clock = exec.instance;
    const startMs = clock.currentTestRunDuration;
    const arrivals: { data: string; atMs: number; as: 'error' | undefined }[] = [];
    const endData = frames.end && 'data' in frames.end ? frames.end.data : undefined;
    let headersMs: number | undefined;
    let comments = 0;
    let bytes = 0;
    let strayLines = '';
    let ended: Ended = 'eof';
    let failure: string | undefined;

    const params: OpenParams = { method, headers, body, timeout: `${timeoutMs}ms`, tags: { name } };
    const response = sse.open(url, params, (client) => {
      client.on('open', () => {
        headersMs = clock.currentTestRunDuration - startMs;
      });
      client.on('event', ({ name, data, comment }) => {
        if (comment !== '') comments++;
        if (data === '') return;
        arrivals.push({ data, atMs: clock.currentTestRunDuration - startMs, as: name === 'error' ? name : undefined });
        bytes += data.length;
        if (data === endData) {
          ended = 'terminal';
          client.close();
        }
      });
      client.on('error', (error) => {
        const words = error.error();
        if (words.startsWith(notAnEvent)) {
          strayLines += words.slice(notAnEvent.length);
          return;
        }
        failure = words;
        ended = endedFromError(words, 'reset');
        // Without this the community extension waits for ever.
        client.close();
      });
    });
    const endMs = clock.currentTestRunDuration - startMs;
    if (response.status === 0) {
      failure = response.error;
      ended = endedFromError(response.error, 'refused');
    }

    const evaluator = createFrameEvaluator(frames, ['text']);
    for (const { data, atMs, as } of arrivals) if (evaluator.frame(data, atMs, as)) ended = 'terminal';
    if (arrivals.length > 0 && /^[{[]/.test(strayLines)) evaluator.frame(strayLines, endMs, 'stray');
    const { firstFrame, finishFrame, ...found } = evaluator.result();
    const replyBody = response.body || (arrivals.length === 0 && strayLines !== '' ? strayLines : undefined);
    const capture: Capture = {
      status: response.status,
      headers: response.headers,
      proto: '',
      reused: false,
      timings: { end: arrivals.at(-1)?.data === endData ? (arrivals.at(-1)?.atMs ?? endMs) : endMs },
      comments,
      bytes,
      ended,
      ...found,
    };
    if (headersMs !== undefined) capture.timings.headers = headersMs;
    if (firstFrame !== undefined) capture.timings.firstFrame = firstFrame;
    if (finishFrame !== undefined) capture.timings.finishFrame = finishFrame;
    if (failure !== undefined) capture.failure = failure.split(url).join('');
    if (replyBody !== undefined) capture.body = replyBody;
    return readBody(capture, bodyRules);
  },
};
