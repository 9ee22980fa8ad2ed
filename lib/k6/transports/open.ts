import exec from 'k6/execution';
import sse, { type OpenParams } from 'k6/x/sse';
import type { Capture, Ended } from '../../measure/capture.ts';
import { endedFromError } from '../../measure/ended-from-error.ts';
import { createFrameEvaluator } from '../../measure/evaluate-frames.ts';
import { readBody } from '../../measure/read-body.ts';
import type { Transport } from './transport.ts';

/** xk6-sse says this of every line that is no field of an event stream; of a reply that is none they are the body. */
const notAnEvent = 'unknown event: ';

/** As long after the end mark a usage or an error still counts, as for our own exchange. */
const drainMs = 100;

/** A server has kept a stream open beyond its end mark: from then on nobody waits for what it says behind it. */
let lingers = false;

/**
 * The community extension xk6-sse. Its events carry no time, so the clock is read in the handler, which does nothing
 * else: frames are looked into after the stream. It can neither tell its own lateness nor end a silent stream early. An
 * event tells its last comment alone, and an empty one not at all, so there are at least as many comments as it counts.
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
    let endMarkMs: number | undefined;
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
        const atMs = clock.currentTestRunDuration - startMs;
        if (endMarkMs === undefined && comment !== '') comments++;
        if (endMarkMs !== undefined && atMs - endMarkMs > drainMs) {
          client.close();
          return;
        }
        if (data === '') return;
        arrivals.push({ data, atMs, as: name === 'error' ? name : undefined });
        bytes += data.length;
        if (data === endData) {
          endMarkMs ??= atMs;
          if (lingers) client.close();
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
    let endFrameMs: number | undefined;
    for (const { data, atMs, as } of arrivals) if (evaluator.frame(data, atMs, as)) endFrameMs ??= atMs;
    if (endFrameMs !== undefined) {
      ended = 'terminal';
      // Whatever happened behind it, the exchange had ended.
      failure = undefined;
    }
    if (endMarkMs !== undefined && endMs - endMarkMs > drainMs) lingers = true;
    const isStream = response.status < 400 && /^text\/event-stream\b/i.test(response.headers['Content-Type'] ?? '');
    const unknown = strayLines.slice(0, -1);
    if ((arrivals.length > 0 || isStream) && /^[{[]/.test(unknown)) evaluator.frame(unknown, endMs, 'stray');
    const { firstFrame, finishFrame, ...found } = evaluator.result(isStream ? unknown : '');
    const replyBody = response.body || (arrivals.length === 0 && !isStream && strayLines) || undefined;
    const capture: Capture = {
      status: response.status,
      headers: response.headers,
      proto: '',
      reused: false,
      timings: { end: endFrameMs ?? endMs },
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
