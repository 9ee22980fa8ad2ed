import { describe, expect, it } from 'vitest';
import { anthropic } from '../../lib/protocols/anthropic.ts';
import { bedrockConverse } from '../../lib/protocols/bedrock-converse.ts';

const ofBoth = [
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool'],
  // To be continued by the client: no end that we know.
  ['pause_turn', 'other'],
  ['END_TURN', 'other'],
  ['constructor', 'other'],
  ['', 'other'],
];

describe('why a message ended', () => {
  it.each([...ofBoth, ['refusal', 'filter'], ['guardrail_intervened', 'other']])(
    'Anthropic’s %j is %s',
    (raw, finish) => expect(anthropic.finish(raw as string)).toBe(finish),
  );

  it.each([
    ...ofBoth,
    ['guardrail_intervened', 'filter'],
    ['content_filtered', 'filter'],
    ['malformed_model_output', 'error'],
    ['malformed_tool_use', 'error'],
    ['refusal', 'other'],
  ])('Bedrock’s %j is %s', (raw, finish) => expect(bedrockConverse.finish(raw as string)).toBe(finish));
});
