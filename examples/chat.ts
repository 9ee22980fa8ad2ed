import { check } from 'k6';
import { defineTest, type Prompt } from 'k6-llm';
import { fixed } from 'k6-llm/load';

/** What your users ask, in their own words. */
const prompts: Prompt[] = [
  { id: 'refund', user: 'My parcel came broken. How do I get my money back?' },
  { id: 'address', user: 'I have moved. Can my order still go to my new address?' },
  { id: 'opening-hours', user: 'When can I call you, and what does the call cost?' },
];

/** LLM_USERS users share LLM_REQUESTS requests; k6-llm/load has other shapes. */
const llm = await defineTest({ name: 'chat', load: fixed });

export const { options, handleSummary } = llm;

let asked = 0;

/** One iteration of one user. */
export default function (): void {
  const answer = llm.complete(prompts[asked++ % prompts.length] as Prompt);
  if (answer === undefined) return; // the run is stopping: the key was refused, or the budget is spent
  check(answer, { 'answers in under ten seconds': ({ endMs }) => endMs < 10_000 });
}
