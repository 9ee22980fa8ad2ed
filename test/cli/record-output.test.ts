import { describe, expect, it } from 'vitest';
import { recordOutput } from '../../cli/k6/record-output.ts';
import { fakeK6, program } from './fake-programs.ts';
import { tempFolder } from './temp-folder.ts';

describe('the points of a run are written', () => {
  it('by our output where the k6 has it', async () => {
    expect(await recordOutput(fakeK6(tempFolder(), 'ours'), process.env, 'a=b.json.gz')).toBe('points=a=b.json.gz');
  });

  it.each(['community', 'stock'] as const)("by k6's own where it is a %s one", async (version) => {
    expect(await recordOutput(fakeK6(tempFolder(), version), process.env, 'results.json.gz')).toBe(
      'json=results.json.gz',
    );
  });

  it("by k6's own where nobody knows what the k6 has", async () => {
    const silent = program(tempFolder(), 'k6', 'exit 1');
    expect(await recordOutput(silent, process.env, 'results.json.gz')).toBe('json=results.json.gz');
  });
});
