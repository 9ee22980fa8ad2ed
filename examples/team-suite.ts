import { check, sleep } from 'k6';
import http from 'k6/http';
import { defineTest } from 'k6-llm';

const llm = await defineTest({
  name: 'support-bot',
  defaults: { LLM_MAX_TOKENS: '120', LLM_THRESHOLDS: 'outcomes' },
  slos: [
    {
      metric: 'llm_time_to_first_token',
      expression: 'p(50)<1500',
      name: 'time to first token, median',
      why: 'the chat window shows a spinner until then',
    },
  ],
});

export const options = {
  ...llm.options,
  scenarios: {
    chat: { executor: 'constant-vus', exec: 'chat', vus: 4, duration: '5s', gracefulStop: '65s' },
    health: { executor: 'constant-arrival-rate', exec: 'health', rate: 1, duration: '5s', preAllocatedVUs: 2 },
  },
};

export function chat() {
  const answer = llm.complete({ id: 'refund', user: 'My parcel came broken. How do I get my money back?' });
  if (answer === undefined) return; // the run is stopping: the key was refused or the quota is used up
  check(answer, {
    'answers in under ten seconds': ({ endMs }) => endMs < 10_000,
    'is not cut off': ({ finish }) => finish === 'stop' || finish === 'length',
  });
  sleep(1);
}

/** The rest of the service keeps being asked while the model is busy. */
export function health() {
  check(http.get(__ENV.HEALTH_URL ?? `${__ENV.LLM_BASE_URL}/models`, { tags: { name: 'health' } }), {
    'still up': ({ status }) => status === 200,
  });
}

export const { handleSummary } = llm;
