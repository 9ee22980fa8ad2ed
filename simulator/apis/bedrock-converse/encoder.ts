import { nowMs } from '../../clock.ts';
import type { Frame } from '../../http/frame.ts';
import type { SimulatorConfig } from '../../options.ts';
import type { AnswerEncoder, Finish, Usage } from '../api.ts';
import { converseUsage } from './usage.ts';

type Channel = 'text' | 'reasoning';

const stopReasons: Record<Finish, string> = { stop: 'end_turn', length: 'max_tokens' };
const signature = 'EqoBCkgIARABGAIiQHNpbXVsYXRlZA==';
/** Bedrock pads its events, so that their length does not give their text away. */
const padding = 'abcdefghijklm';

/** Writes messageStart, the deltas of one content block after the other, messageStop and metadata. */
export function createConverseEncoder(wire: Pick<SimulatorConfig, 'roleChunk'>): AnswerEncoder {
  const begunMs = nowMs();
  let isStarted = false;
  let contentBlockIndex = 0;
  let channel: Channel | undefined;

  const frame = (event: string, data: object): Frame => ({ event, data: JSON.stringify({ ...data, p: padding }) });
  const delta = (what: object) => frame('contentBlockDelta', { contentBlockIndex, delta: what });
  const metrics = () => ({ latencyMs: Math.round(nowMs() - begunMs) });

  function start(): Frame[] {
    if (isStarted) return [];
    isStarted = true;
    return [frame('messageStart', { role: 'assistant' })];
  }

  function endBlock(): Frame[] {
    if (channel === undefined) return [];
    const frames = channel === 'reasoning' ? [delta({ reasoningContent: { signature } })] : [];
    frames.push(frame('contentBlockStop', { contentBlockIndex }));
    channel = undefined;
    contentBlockIndex += 1;
    return frames;
  }

  return {
    open: () => (wire.roleChunk === 'early' ? start() : []),
    piece({ channel: on, text }) {
      const frames = [...start(), ...(channel === on ? [] : endBlock())];
      channel = on;
      frames.push(delta(on === 'text' ? { text } : { reasoningContent: { text } }));
      return frames;
    },
    close(finish, usage, withUsage) {
      const frames = [...start(), ...endBlock(), frame('messageStop', { stopReason: stopReasons[finish] })];
      if (withUsage) frames.push(frame('metadata', { usage: converseUsage(usage), metrics: metrics() }));
      return frames;
    },
    // the metadata is the last event
    end: () => [],
    error: (message) => [{ event: 'modelStreamErrorException', isException: true, data: JSON.stringify({ message }) }],
    malformed: () => [{ event: 'contentBlockDelta', data: '{"contentBlockIndex":0,"delta":{"te' }],
    body(texts: Record<Channel, string>, finish: Finish, usage: Usage, withUsage: boolean) {
      const reasoning = { reasoningContent: { reasoningText: { text: texts.reasoning, signature } } };
      const content = [
        ...(usage.reasoning > 0 ? [reasoning] : []),
        ...(texts.text === '' ? [] : [{ text: texts.text }]),
      ];
      return JSON.stringify({
        output: { message: { role: 'assistant', content } },
        stopReason: stopReasons[finish],
        ...(withUsage ? { usage: converseUsage(usage) } : {}),
        metrics: metrics(),
      });
    },
  };
}
