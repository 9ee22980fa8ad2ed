/** What gateways say of their own cache of answers: a plain one, Cloudflare's, Helicone's, Portkey's. In Go's canonical case. */
const names = ['X-Cache', 'Cf-Aig-Cache-Status', 'Helicone-Cache', 'X-Portkey-Cache-Status'];

/**
 * Whether the answer came from a cache of answers; undefined where no header tells. The words of a CDN ("Miss from
 * cloudfront", Fastly's "MISS, MISS") are of another cache, which no answer to a POST is ever in.
 */
export function answerCache(headers: Record<string, string>): 'hit' | 'miss' | undefined {
  for (const name of names) {
    const word = headers[name]?.toLowerCase().replace('semantic ', '');
    if (word === 'hit' || word === 'miss') return word;
  }
  return undefined;
}
