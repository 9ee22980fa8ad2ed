import { sleep } from 'k6';
import { waitMs } from '../../load/wait.ts';
import { turnPrompt } from '../../prompts/follow-up.ts';
import { pickPrompt } from '../../prompts/pick-prompt.ts';
import type { Message } from '../../protocols/protocol.ts';
import { iteration } from '../emit.ts';
import type { Iteration } from './iteration.ts';

/**
 * One turn of a chat; a user goes from turn to turn with all that was said, and after the last one begins anew. A turn
 * that brings no answer ends its session, as there is nothing to go on from.
 */
export const conversation: Iteration = ({ complete, options, prompts }) => {
  const { turns, thinkTimeMs, seed } = options;
  let session = 0;
  let turn = 0;
  let history: Message[] = [];
  let pauseMs: number | undefined;
  return () => {
    const user = iteration().vu;
    const draw = user * 1_000_003 + session * turns + turn;
    // Users do not all come in the same moment; after that, each thinks before the next turn.
    pauseMs ??= thinkTimeMs.max * ((user * 0.618034) % 1);
    if (pauseMs > 0) sleep(pauseMs / 1000);
    turn++;
    const opening = pickPrompt(prompts, user + session * 7919, seed);
    const prompt = turnPrompt(opening, `${user}-${session}`, turn, history, seed ^ draw);
    const exchange = complete(prompt, { labels: { turn, turns, session: `${user}-${session}` } });
    pauseMs = exchange === undefined ? 0 : waitMs(exchange, options, draw);
    if (exchange?.outcome === 'ok' && turn < turns) {
      const said: Message[] = [
        { role: 'user', content: prompt.user },
        { role: 'assistant', content: exchange.text.text ?? '' },
      ];
      history = [...history, ...said];
    } else {
      session++;
      turn = 0;
      history = [];
    }
  };
};
conversation.asks = 'conversation';
