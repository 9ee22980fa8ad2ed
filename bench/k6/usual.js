/** What people write with k6 and an SSE extension: JSON.parse and a millisecond clock in the handler of each token. */
import { check } from 'k6';
import { Counter, Rate, Trend } from 'k6/metrics';
import sse from 'k6/x/sse';
import { nextTurn, scenario } from './schedule.js';

const timeToFirstToken = new Trend('usual_time_to_first_token', true);
const totalTime = new Trend('usual_total_time', true);
const tokensPerSecond = new Trend('usual_tokens_per_second');
const outputTokens = new Counter('usual_output_tokens');
const failed = new Rate('usual_failed');

export const options = { scenarios: { usual: scenario } };

export default function () {
  const { id, tokens } = nextTurn();
  const body = JSON.stringify({
    model: __ENV.LLM_MODEL,
    messages: [{ role: 'user', content: id }],
    max_tokens: tokens,
    stream: true,
    stream_options: { include_usage: true },
  });
  const params = { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, timeout: '60s' };
  const start = Date.now();
  let first;
  let text = '';
  let used = 0;
  const response = sse.open(`${__ENV.LLM_BASE_URL}/chat/completions`, params, (client) => {
    client.on('event', (event) => {
      if (event.data === '[DONE]') {
        client.close();
        return;
      }
      const frame = JSON.parse(event.data);
      const content = frame.choices[0]?.delta?.content;
      if (content) {
        first ??= Date.now();
        text += content;
      }
      if (frame.usage) used = frame.usage.completion_tokens;
    });
    client.on('error', () => client.close());
  });
  const end = Date.now();
  const good = check(response, { 'status is 200': (r) => r.status === 200, 'has content': () => text.length > 0 });
  failed.add(!good);
  if (!good) return;
  timeToFirstToken.add(first - start);
  totalTime.add(end - start);
  tokensPerSecond.add((used / (end - start)) * 1000);
  outputTokens.add(used);
}
