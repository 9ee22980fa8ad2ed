import type { Frame } from '../../http/frame.ts';
import type { SimulatorConfig } from '../../options.ts';
import type { AnswerEncoder, Finish, Usage } from '../api.ts';
import { inputUsage, totalUsage } from './usage.ts';

type Channel = 'text' | 'reasoning';

/** The event's name is repeated in its data. */
type Typed = { type: string } & Record<string, unknown>;

const stopReasons: Record<Finish, string> = { stop: 'end_turn', length: 'max_tokens' };
const signature = 'EqoBCkgIARABGAIiQHNpbXVsYXRlZA==';

const emptyBlocks = {
  text: { type: 'text', text: '' },
  reasoning: { type: 'thinking', thinking: '', signature: '' },
};

/** Writes message_start, content blocks one after the other, message_delta and message_stop. */
export function createMessageEncoder(
  model: string,
  about: { id: string },
  wire: Pick<SimulatorConfig, 'roleChunk'>,
): AnswerEncoder {
  const id = `msg_${about.id}`;
  let isStarted = false;
  let index = -1;
  let channel: Channel | undefined;

  const frame = (data: Typed): Frame => ({ event: data.type, data: JSON.stringify(data) });

  function start(usage: Usage): Frame[] {
    if (isStarted) return [];
    isStarted = true;
    const message = {
      id,
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      // where the count begins: not what the answer will have
      usage: { ...inputUsage(usage), output_tokens: 1, service_tier: 'standard' },
    };
    return [frame({ type: 'message_start', message })];
  }

  const delta = (what: object) => frame({ type: 'content_block_delta', index, delta: what });

  function endBlock(): Frame[] {
    if (channel === undefined) return [];
    const frames = channel === 'reasoning' ? [delta({ type: 'signature_delta', signature })] : [];
    channel = undefined;
    return [...frames, frame({ type: 'content_block_stop', index })];
  }

  function beginBlock(next: Channel): Frame[] {
    if (channel === next) return [];
    const frames = endBlock();
    channel = next;
    index += 1;
    frames.push(frame({ type: 'content_block_start', index, content_block: emptyBlocks[next] }));
    if (index === 0) frames.push(frame({ type: 'ping' }));
    return frames;
  }

  return {
    open: (usage) => (wire.roleChunk === 'early' ? start(usage) : []),
    piece({ channel: on, text, usage }) {
      const what = on === 'text' ? { type: 'text_delta', text } : { type: 'thinking_delta', thinking: text };
      return [...start(usage), ...beginBlock(on), delta(what)];
    },
    close(finish, usage, withUsage) {
      const ending = {
        type: 'message_delta',
        delta: { stop_reason: stopReasons[finish], stop_sequence: null },
        ...(withUsage ? { usage: totalUsage(usage) } : {}),
      };
      return [...start(usage), ...endBlock(), frame(ending)];
    },
    end: () => [frame({ type: 'message_stop' })],
    error: (message) => [frame({ type: 'error', error: { type: 'api_error', message } })],
    malformed: () => [
      {
        event: 'content_block_delta',
        data: '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","te',
      },
    ],
    body(texts, finish, usage, withUsage) {
      const thinking = { type: 'thinking', thinking: texts.reasoning, signature };
      return JSON.stringify({
        id,
        type: 'message',
        role: 'assistant',
        model,
        content: [
          ...(usage.reasoning > 0 ? [thinking] : []),
          ...(texts.text === '' ? [] : [{ type: 'text', text: texts.text }]),
        ],
        stop_reason: stopReasons[finish],
        stop_sequence: null,
        ...(withUsage ? { usage: { ...totalUsage(usage), service_tier: 'standard' } } : {}),
      });
    },
  };
}
