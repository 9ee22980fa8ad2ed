import { describe, expect, it } from 'vitest';
import { endedFromError } from '../../lib/measure/ended-from-error.ts';

describe('the words of a Go error → how the reading ended', () => {
  it.each([
    ['Post "http://h/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)', 'timeout'],
    ['dial tcp 10.0.0.1:80: i/o timeout', 'timeout'],
    ['dial tcp 10.0.0.1:80: connect: connection timed out', 'timeout'],
    ['net/http: TLS handshake timeout', 'timeout'],
    ['dial tcp 127.0.0.1:1: connect: connection refused', 'refused'],
    ['dial tcp 10.0.0.1:80: connect: no route to host', 'refused'],
    ['connect: network is unreachable', 'refused'],
    ['dial tcp: lookup nowhere.invalid: no such host', 'dns'],
    ['dial tcp: lookup h on 1.1.1.1:53: read udp 10.0.0.1:9: i/o timeout', 'dns'],
    ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'tls'],
    ['http: server gave HTTP response to HTTPS client', 'protocol'],
    ['net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15"', 'protocol'],
    ['read tcp 10.0.0.1:9->10.0.0.2:80: read: connection reset by peer', 'reset'],
    ['write: broken pipe', 'reset'],
    ['unexpected EOF', 'reset'],
    ['something new', 'eof'],
    ['', 'eof'],
  ] as const)('%s: %s', (words, ended) => expect(endedFromError(words, 'eof')).toBe(ended));

  it('a host may be called anything', () => {
    expect(endedFromError('Post "http://timeout.lookup .example/": connection refused', 'eof')).toBe('refused');
  });
});
