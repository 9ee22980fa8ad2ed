import { describe, expect, it } from 'vitest';
import { refuseOldExtension } from '../../lib/k6/refuse-old-extension.ts';

describe('a k6 that was built on another day', () => {
  const ours = { emit: 1, emitSamples: 1, data: 1, objects: 1 };

  it('is taken with all that the scripts use', () => expect(() => refuseOldExtension(ours)).not.toThrow());

  it('is taken with the extension of the community, which has other ways', () =>
    expect(() => refuseOldExtension({ open: 1 })).not.toThrow());

  it('is refused where ours lacks something, and what to do is said', () => {
    const { emitSamples: _, ...old } = ours;
    expect(() => refuseOldExtension(old)).toThrow(
      'this k6 is older than the scripts: its k6/x/sse has no `emitSamples`; build both from the same checkout ' +
        '(npx k6-llm build-k6)',
    );
  });
});
