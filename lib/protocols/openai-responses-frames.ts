import type { FrameRules } from '../measure/frame-rules.ts';

/**
 * A streamed response of OpenAI's Responses API: each frame says in `type` what it is, and the last one holds the whole
 * response once more. What varies between servers is in test/fixtures/streams/openai-responses.
 */
export const openaiResponsesFrames = (): FrameRules => ({
  pieces: [
    { channel: 'text', path: 'delta', when: { path: 'type', is: 'response.output_text.delta' } },
    { channel: 'refusal', path: 'delta', when: { path: 'type', is: 'response.refusal.delta' } },
    {
      channel: 'reasoning',
      path: 'delta',
      when: {
        path: 'type',
        // The third is that of openresponses.org and OpenRouter.
        is: ['response.reasoning_text.delta', 'response.reasoning_summary_text.delta', 'response.reasoning.delta'],
      },
    },
    // Of the items only calls have a name; what they are called with comes after it.
    { channel: 'tool', path: 'item.name', when: { path: 'type', is: 'response.output_item.added' } },
    {
      channel: 'tool',
      path: 'delta',
      when: {
        path: 'type',
        is: [
          'response.function_call_arguments.delta',
          'response.custom_tool_call_input.delta',
          'response.mcp_call_arguments.delta',
          'response.code_interpreter_call_code.delta',
        ],
      },
    },
  ],
  finish: [
    // vLLM ends an answer that was cut with response.completed too.
    'response.incomplete_details.reason',
    { each: 'response.output', path: 'type', when: { path: 'call_id' } },
    { path: 'response.status', when: { path: 'type', is: ['response.completed', 'response.incomplete'] } },
    { path: 'type', when: { path: 'type', is: ['response.completed', 'response.incomplete'] } },
  ],
  usage: ['response.usage', 'usage'],
  error: [
    'response.error',
    'error',
    { path: 'type', when: { path: 'type', is: ['error', 'response.failed', 'response.error'] } },
    { path: 'message', when: { path: 'object', is: 'error' } },
  ],
  model: ['response.model', 'model'],
  extra: { service_tier: 'response.service_tier', provider: 'provider' },
  // The API has no [DONE], but gateways add it.
  end: {
    data: '[DONE]',
    when: { path: 'type', is: ['response.completed', 'response.incomplete', 'response.failed', 'error'] },
  },
});

/** The same API answering with one JSON object: what in a stream is `response`. */
export const openaiResponsesBody = (): FrameRules => ({
  pieces: [
    { channel: 'text', each: 'output', path: 'content.0.text', when: { path: 'type', is: 'message' } },
    { channel: 'text', each: 'output', path: 'content.1.text', when: { path: 'type', is: 'message' } },
    { channel: 'refusal', each: 'output', path: 'content.0.refusal' },
    { channel: 'refusal', each: 'output', path: 'content.1.refusal' },
    { channel: 'reasoning', each: 'output', path: 'content.0.text', when: { path: 'type', is: 'reasoning' } },
    { channel: 'reasoning', each: 'output', path: 'summary.0.text', when: { path: 'type', is: 'reasoning' } },
    { channel: 'tool', each: 'output', path: 'name' },
  ],
  finish: [
    'incomplete_details.reason',
    { each: 'output', path: 'type', when: { path: 'call_id' } },
    // One that runs in the background is answered with `queued` or `in_progress`: that is no answer.
    { path: 'status', when: { path: 'status', is: ['completed', 'incomplete', 'failed', 'cancelled'] } },
  ],
  usage: ['usage'],
  error: ['error', { path: 'message', when: { path: 'object', is: 'error' } }, 'detail'],
  model: ['model'],
  extra: { service_tier: 'service_tier', provider: 'provider' },
});
