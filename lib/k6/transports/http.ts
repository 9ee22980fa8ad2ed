import http from 'k6/http';
import type { Capture, Ended } from '../../measure/capture.ts';
import { endedFromError } from '../../measure/ended-from-error.ts';
import { readBody } from '../../measure/read-body.ts';
import type { Transport } from './transport.ts';

/**
 * k6's own HTTP client, for a k6 without any extension. It reads whole bodies, so it sees no tokens arrive: requests
 * ask for one JSON reply, and nothing about first tokens or gaps is measured.
 */
export const httpTransport: Transport = {
  name: 'http',
  streams: false,
  measuresLag: false,
  exchange({ url, method, headers, body }, { timeoutMs, name }, protocol) {
    const response = http.request(method, url, body, {
      headers,
      timeout: timeoutMs,
      redirects: 0,
      jar: new http.CookieJar(),
      responseType: 'text',
      tags: { name },
    });
    const { blocked, connecting, tls_handshaking, sending, waiting, receiving } = response.timings;
    const sent = blocked + connecting + tls_handshaking + sending;
    const text = typeof response.body === 'string' ? response.body : '';
    const capture: Capture = {
      status: response.status,
      headers: response.headers,
      proto: response.proto,
      reused: connecting === 0,
      timings: { blocked, sent, end: sent + waiting + receiving },
      channels: {},
      lastChannels: [],
      usage: [],
      extra: {},
      comments: 0,
      roleOnlyFirst: false,
      malformed: { n: 0 },
      frameCount: 0,
      bytes: text.length,
      ended: response.status === 0 ? endedOf(response.error_code, response.error) : 'eof',
    };
    if (connecting > 0) capture.timings.connect = connecting;
    if (tls_handshaking > 0) capture.timings.tls = tls_handshaking;
    if (response.status !== 0) {
      capture.timings.headers = sent + waiting;
      capture.body = text;
    } else {
      capture.failure = response.error.split(url).join('');
    }
    return readBody(capture, protocol.body);
  },
};

/** k6's error codes: 1050 is a time-out, 11xx DNS, 12xx TCP (1212 refused), 13xx TLS. */
function endedOf(code: number, words: string): Ended {
  if (code === 1050) return 'timeout';
  if (code >= 1100 && code < 1200) return 'dns';
  if (code === 1212) return 'refused';
  if (code >= 1300 && code < 1400) return 'tls';
  return endedFromError(words, 'reset');
}
