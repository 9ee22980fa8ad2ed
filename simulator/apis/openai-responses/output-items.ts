/** Output items of a response, as they stand in its events and in the response itself. */
export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

export function textPart(text: string) {
  return { type: 'output_text', annotations: [], logprobs: [], text };
}

export function messageItem(id: string, status: ItemStatus, text: string | undefined) {
  const content = text === undefined ? [] : [textPart(text)];
  return { id: `msg_${id}`, type: 'message', status, content, role: 'assistant' };
}

export function reasoningPart(text: string) {
  return { type: 'reasoning_text', text };
}

/** As open models show it: the reasoning itself, without a summary. */
export function reasoningItem(id: string, text: string | undefined) {
  const content = text === undefined ? [] : [reasoningPart(text)];
  return { id: `rs_${id}`, type: 'reasoning', summary: [], content };
}
