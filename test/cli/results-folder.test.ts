import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createResultsFolder, removeIfEmpty } from '../../cli/record/folder.ts';
import { tempFolder } from './temp-folder.ts';

const now = new Date(2026, 10, 2, 3, 4, 5);

describe('the folder of a run', () => {
  it('is named after scenario and local time', async () => {
    const cwd = tempFolder();
    expect(await createResultsFolder(cwd, 'ramp', now)).toBe(path.join(cwd, 'results/ramp-20261102-030405'));
  });

  it('is another one for each run of the same second', async () => {
    const cwd = tempFolder();
    await Promise.all([1, 2, 3].map(() => createResultsFolder(cwd, 'ramp', now)));
    expect(readdirSync(path.join(cwd, 'results')).sort()).toEqual([
      'ramp-20261102-030405',
      'ramp-20261102-030405-2',
      'ramp-20261102-030405-3',
    ]);
  });

  it('cannot be made where something else has its name: told in one line', async () => {
    const cwd = tempFolder();
    writeFileSync(path.join(cwd, 'results'), '');
    await expect(createResultsFolder(cwd, 'ramp', now)).rejects.toThrow(
      `results/ cannot be made in ${cwd} (EEXIST); accepted is a folder that you may write to, or --out`,
    );
  });

  it('is taken away if the run left nothing in it', async () => {
    const cwd = tempFolder();
    await removeIfEmpty(await createResultsFolder(cwd, 'ramp', now));
    expect(readdirSync(path.join(cwd, 'results'))).toEqual([]);
  });
});
