import type { FrameRules } from '../measure/frame-rules.ts';

/** One answer of Ollama as one JSON object, which is the last line of a stream with the whole message in it. */
export const ollamaBody = (): FrameRules => ({
  pieces: [
    { channel: 'text', path: 'message.content' },
    { channel: 'reasoning', path: 'message.thinking' },
    { channel: 'tool', each: 'message.tool_calls', path: 'function.name' },
  ],
  // Older versions and imitators end with `done` alone. Any text of that line then says that it has ended, and as no
  // reason is called so it is read as "other".
  finish: ['done_reason', { path: 'model', when: { path: 'done', is: true } }],
  usage: [],
  error: ['error'],
  model: ['model'],
  // Its counts stand side by side with all else; the durations are in ns.
  extra: {
    prompt_eval_count: 'prompt_eval_count',
    eval_count: 'eval_count',
    total_duration: 'total_duration',
    load_duration: 'load_duration',
    prompt_eval_duration: 'prompt_eval_duration',
    eval_duration: 'eval_duration',
  },
});

export const ollamaFrames = (): FrameRules => ({ ...ollamaBody(), end: { when: { path: 'done', is: true } } });
