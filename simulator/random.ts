/** Uniform in [0, 1). */
export type Random = () => number;

/** What a stream of numbers is for: each purpose has its own, so that one more draw here moves nothing there. */
export type Purpose = 'faults' | 'length' | 'prefill' | 'gaps' | 'words' | 'cold' | 'cache' | 'quality';

const salts: Record<Purpose, number> = {
  faults: 1,
  length: 2,
  prefill: 3,
  gaps: 4,
  words: 5,
  cold: 6,
  cache: 7,
  quality: 8,
};

/** murmur3's finaliser: neighbouring seeds and indices must not give neighbouring streams. */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** mulberry32: 32 bits of state, good enough for lengths and jitter, and the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
}

/** The stream of one request for one purpose: depends on nothing else that the simulator does. */
export function requestRandom(seed: number, index: number, purpose: Purpose): Random {
  return createRandom(mix(mix(mix(seed) + index) + salts[purpose]));
}

/** Standard normal, by Box and Muller. */
export function normal(random: Random): number {
  // 1 − u is never 0, so the logarithm is finite
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Log-normal with mean 1 whatever `sigma` is, so that jitter moves no mean and capacity stays computable. */
export function jitterFactor(random: Random, sigma: number): number {
  return sigma === 0 ? 1 : Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
}
