import { drawExponential, drawGamma, type Random } from '../../analysis/statistics/draw.ts';

/**
 * Times between arrivals in milliseconds: gamma-distributed with the mean of the rate. A burstiness of 1 makes them
 * exponential, which is a Poisson process; the squared coefficient of variation is 1 ÷ burstiness.
 *
 * @param rate arrivals per second
 * @param burstiness the shape: below 1 in clusters, above 1 more even
 */
export function drawGapMs(rate: number, burstiness: number, random: Random): number {
  const drawn = burstiness === 1 ? drawExponential(random) : drawGamma(burstiness, random) / burstiness;
  return (drawn * 1000) / rate;
}
