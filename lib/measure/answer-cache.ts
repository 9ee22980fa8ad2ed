/**
 * Whether the answer came from a cache of answers, as gateways say it: a plain one, Cloudflare's, Helicone's, Portkey's (names
 * in Go's canonical case). Undefined where no header tells. The words of a CDN ("Miss from cloudfront", Fastly's "MISS,
 * MISS") are of another cache, which no answer to a POST is ever in.
 */
export function answerCache(headers: Record<string, string>): 'hit' | 'miss' | undefined {
  return (
    told(headers['X-Cache']) ??
    told(headers['Cf-Aig-Cache-Status']) ??
    told(headers['Helicone-Cache']) ??
    told(headers['X-Portkey-Cache-Status'])
  );
}

function told(header: string | undefined): 'hit' | 'miss' | undefined {
  const word = header?.toLowerCase().replace('semantic ', '');
  return word === 'hit' || word === 'miss' ? word : undefined;
}
