import { LlmError } from '../options/llm-error.ts';

/** What was added to our extension last; one that has these has all. */
const newest = ['emitSamples', 'data', 'objects'];

/**
 * Scripts and k6 are built from the same checkout, and may be of different days all the same.
 *
 * @param extension what `k6/x/sse` exports; the community's, which has no `emit`, is no old one of ours
 * @throws LlmError where it is ours and older than the scripts: the first exchange would fail
 */
export function refuseOldExtension(extension: object): void {
  const missing = 'emit' in extension && newest.find((name) => !(name in extension));
  if (missing) {
    throw new LlmError(
      `this k6 is older than the scripts: its k6/x/sse has no \`${missing}\`; build both from the same checkout ` +
        '(npx k6-llm build-k6)',
    );
  }
}
