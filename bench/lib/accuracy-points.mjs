/** The loads at which the error is taken. Above 200 streams also at 10,000 tokens/s in all: one core reads that well. */

/** @param perSecond tokens a second of one stream */
function point(streams, perSecond, { rounds, tokens, perFrame = 1, ttftMs = streams < 500 ? 200 : 500, ...rest }) {
  const gapMs = (1000 * perFrame) / perSecond;
  // Connections are opened one after another in the first half of the warm-up.
  const warmupMs = Math.round(1000 + 3.5 * streams);
  const plan = { streams, rounds, tokens, perFrame, ttftMs, gapMs, warmupMs, ...rest };
  return { label: `${streams.toLocaleString('en-US')} × ${perSecond}/s${kindOf(plan)}`, plan };
}

function kindOf({ http = '1', transport }) {
  const protocol = { 1: '', '1-tls': ', TLS', '2-tls': ', HTTP/2' }[http];
  return `${protocol}${transport === undefined ? '' : `, ${transport}`}`;
}

/** One token a frame; the first five frames are reasoning, so that the first answer token is another instant. */
export const oneTokenAFrame = [
  point(1, 50, { rounds: 10, tokens: 10, reasoning: 5 }),
  point(10, 50, { rounds: 10, tokens: 10, reasoning: 5 }),
  point(50, 50, { rounds: 4, tokens: 50, reasoning: 5 }),
  point(200, 50, { rounds: 3, tokens: 80, reasoning: 5 }),
  point(500, 20, { rounds: 2, tokens: 40, reasoning: 5 }),
  point(1000, 10, { rounds: 2, tokens: 20, reasoning: 5 }),
  point(2000, 5, { rounds: 1, tokens: 20, reasoning: 5 }),
  point(500, 50, { rounds: 2, tokens: 100, reasoning: 5 }),
  point(1000, 50, { rounds: 2, tokens: 100, reasoning: 5 }),
];

export const moreTokensAFrame = [
  ...[50, 200, 1000].map((streams) => point(streams, 50, { rounds: 2, tokens: 80, perFrame: 4 })),
  ...[200, 1000, 2000].map((streams) => point(streams, 50, { rounds: 1, tokens: 240, perFrame: 16 })),
];

export const otherWays = [
  point(200, 50, { rounds: 2, tokens: 80, http: '1-tls' }),
  ...[50, 200].map((streams) => point(streams, 50, { rounds: streams === 50 ? 4 : 2, tokens: 80, http: '2-tls' })),
  point(1000, 10, { rounds: 1, tokens: 20, http: '2-tls' }),
  ...[10, 50, 200].map((streams) =>
    point(streams, 50, { rounds: streams < 50 ? 5 : 2, tokens: 50, transport: 'open' }),
  ),
];

export const waves = [50, 200, 1000].map((streams) =>
  point(streams, streams === 1000 ? 10 : 50, { rounds: 3, tokens: streams === 1000 ? 20 : 50, wave: true }),
);

/** Taken with twelve busy loops on the same core: a thirteenth of one is too little for it. */
export const saturated = point(400, 50, { rounds: 1, tokens: 100 });
