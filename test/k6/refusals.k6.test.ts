import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { runK6 } from './run-k6.ts';

/** By what is said: whether it is a refusal. k6 has another engine for patterns than Node. */
const answers: [string, boolean][] = [
  ["I'm sorry, but I can't help with that.", true],
  ['Tut mir leid. Ich kann Ihnen dabei leider nicht weiterhelfen.', true],
  ['„Ich kann Ihnen nicht helfen“, sagte der Wirt.', false],
  ['Désolée. Je ne peux malheureusement pas répondre à cette question.', true],
  ['Je peux vous aider, la réponse est 42.', false],
  ['Lo siento. No me es posible responder a esa pregunta.', true],
  ['El patrón dijo: no puedo ayudarte.', false],
  ['Sinto muito. Não consigo atender a esse pedido.', true],
  ['Não posso deixar de responder: são 42.', false],
  ['Spiacente. Non sono in grado di fornire queste informazioni.', true],
  ['«Non posso aiutarti», disse il padrone.', false],
  ['你好，这个问题我暂时无法回答，让我们换个话题再聊聊吧。', true],
  ['老板说：“我不能帮助你。”', false],
  ['申し訳ございません。そのご要望にはお応えできません。', true],
  ['主人は「お手伝いできません」と言った。', false],
];

test('k6 takes for a refusal what Node does, in every language that is known', async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    const [content] = answers[asked++ % answers.length] as [string, boolean];
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'x',
        object: 'chat.completion',
        model: 'm',
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
      }),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { rows } = await runK6({
    script: 'dist/quality.js',
    env: {
      LLM_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      LLM_MODEL: 'm',
      LLM_STREAM: 'false',
      LLM_STEP_USERS: '1',
      LLM_MAX_USERS: '1',
      LLM_STEP_TIME: '1s',
      LLM_WARMUP: '0s',
      LLM_THINK_TIME: '0.01',
    },
  });
  server.close();
  // One user asks one after the other, so rows come in the order of the answers.
  const seen = rows.map(({ labels }) => (labels as { defects: string }).defects.includes('refused'));
  expect(seen.length).toBeGreaterThanOrEqual(answers.length);
  expect(seen).toEqual(seen.map((_, i) => answers[i % answers.length]?.[1]));
});
