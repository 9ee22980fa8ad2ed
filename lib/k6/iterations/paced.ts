import { sleep } from 'k6';
import { waitMs } from '../../load/wait.ts';
import type { Exchange } from '../client.ts';
import { iteration } from '../emit.ts';
import type { IterationSetup } from './iteration.ts';

/**
 * One exchange an iteration, and in a closed load the wait that its user has before the next one.
 *
 * @param ask makes the exchange of an iteration, by its number in the run
 */
export function paced(
  { options, model }: Pick<IterationSetup, 'options' | 'model'>,
  ask: (iteration: number) => Exchange | undefined,
): () => void {
  // A user waits before the next request, never inside a measured time and never at the very end.
  let pauseMs = 0;
  return () => {
    if (pauseMs > 0) sleep(pauseMs / 1000);
    const { number = 0 } = iteration();
    const exchange = ask(number);
    pauseMs = exchange === undefined || model === 'open' ? 0 : waitMs(exchange, options, number);
  };
}
