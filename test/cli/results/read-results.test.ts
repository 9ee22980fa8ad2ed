import { mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../cli/results/point.ts';
import { type ResultsRead, readResults } from '../../../cli/results/read-results.ts';
import type { Row } from '../../../lib/measure/row.ts';
import { tempFolder } from '../temp-folder.ts';
import { exchangeLines, file, metricLine, pointLine, rowLine } from './recorded-points.ts';

interface Read extends ResultsRead {
  rowsRead: Row[];
  started: Point[];
}

async function read(given: string[], cwd: string, fd?: number): Promise<Read> {
  const rowsRead: Row[] = [];
  const started: Point[] = [];
  const stdin = fd === undefined ? {} : { fd };
  const result = await readResults(
    given,
    { cwd, stdin },
    { onRow: (row) => rowsRead.push(row), onPoint: { llm_started: (point) => started.push(point) } },
  );
  return { ...result, rowsRead, started };
}

/** Reads one file with this content. */
async function readContent(content: string | Buffer): Promise<Read> {
  const folder = tempFolder();
  writeFileSync(path.join(folder, 'r.json'), content);
  return read(['r.json'], folder);
}

const ids = ({ rowsRead }: Read): string[] => rowsRead.map(({ id }) => id);
const three = file(
  metricLine('llm_started'),
  ...exchangeLines({ id: 'a' }),
  pointLine('vus', 2),
  ...exchangeLines({ id: 'b', model: '模型' }),
  ...exchangeLines({ id: 'c', message: 'it said "größer }}"' }),
);

describe('what is read', () => {
  it('rows and the points that were asked for, in their order; the others are counted', async () => {
    const result = await readContent(three);
    expect(ids(result)).toEqual(['a', 'b', 'c']);
    expect(result.started).toHaveLength(3);
    expect(result).toMatchObject({ files: ['r.json'], lines: 8, points: 7, rows: 3, truncated: [] });
    expect(result.rowsRead[1]?.model).toBe('模型');
    expect(result.rowsRead[2]?.message).toBe('it said "größer }}"');
  });

  it('a packed file, told by its bytes and not by its name', async () => {
    expect(ids(await readContent(gzipSync(three)))).toEqual(['a', 'b', 'c']);
  });

  it('packed files that were put one behind the other', async () => {
    const packed = Buffer.concat([gzipSync(file(rowLine({ id: '1' }))), gzipSync(file(rowLine({ id: '2' })))]);
    expect(ids(await readContent(packed))).toEqual(['1', '2']);
  });

  it('lines that end as Windows ends them, empty lines, and a last line without an end', async () => {
    const content = `${file(rowLine({ id: '1' }), '', rowLine({ id: '2' })).replaceAll('\n', '\r\n')}${rowLine({ id: '3' })}`;
    const result = await readContent(content);
    expect(ids(result)).toEqual(['1', '2', '3']);
    expect(result.badLines.count).toBe(0);
    expect(result.truncated).toEqual([]);
  });

  it('lines longer than a block', async () => {
    const long = 'x'.repeat(3_000_000);
    const result = await readContent(file(rowLine({ id: '1' }), rowLine({ message: long }), rowLine({ id: '2' })));
    expect(result.rowsRead.map(({ message }) => message?.length)).toEqual([undefined, long.length, undefined]);
  });

  it('more sets of tags than are remembered', async () => {
    const content = file(
      rowLine(),
      ...Array.from({ length: 25_000 }, (_, i) => pointLine('llm_started', 1, { scenario: `s${i}` })),
    );
    const { started } = await readContent(content);
    expect(started.map(({ tags }) => tags.scenario)).toEqual(Array.from({ length: 25_000 }, (_, i) => `s${i}`));
  });
});

describe('where it is read from', () => {
  it("several files and results folders, one machine's each", async () => {
    const folder = tempFolder();
    mkdirSync(path.join(folder, 'packed'));
    mkdirSync(path.join(folder, 'plain'));
    writeFileSync(path.join(folder, 'packed/results.json.gz'), gzipSync(file(rowLine({ id: '1' }))));
    writeFileSync(path.join(folder, 'plain/results.json'), file(rowLine({ id: '2' })));
    writeFileSync(path.join(folder, 'third.json'), file(rowLine({ id: '3' })));
    const result = await read(['packed', 'plain', 'third.json'], folder);
    expect(ids(result)).toEqual(['1', '2', '3']);
    expect(result.files).toEqual(['packed/results.json.gz', 'plain/results.json', 'third.json']);
  });

  it('standard input, plain or packed', async () => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'plain'), three);
    writeFileSync(path.join(folder, 'packed'), gzipSync(three));
    for (const name of ['plain', 'packed']) {
      const result = await read(['-'], folder, openSync(path.join(folder, name), 'r'));
      expect(ids(result)).toEqual(['a', 'b', 'c']);
      expect(result.files).toEqual(['standard input']);
    }
  });

  it('a file that is named twice is read once, for its money was spent once', async () => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'results.json'), three);
    symlinkSync(path.join(folder, 'results.json'), path.join(folder, 'link'));
    const result = await read(['.', 'results.json', 'link'], folder);
    expect(result.files).toEqual(['results.json']);
    expect(result.rows).toBe(3);
  });
});

describe('a file that was cut', () => {
  /** Complete lines of llm_requests, as the text itself tells. */
  const rowsIn = (text: string): number =>
    text.split('\n').filter((line) => line.startsWith('{"metric":"llm_requests"') && line.endsWith('}}}')).length;

  it('at any byte gives what it holds, and says where it was cut', async () => {
    const bytes = Buffer.from(three);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), async (length) => {
        const result = await readContent(bytes.subarray(0, length));
        const text = bytes.subarray(0, length).toString();
        expect(result.rows).toBe(rowsIn(text));
        // Between two lines nobody can see a cut.
        const isWhole = bytes[length - 1] === 10 || bytes[length] === 10;
        expect(result.truncated).toHaveLength(isWhole ? 0 : 1);
        expect(result.badLines.count).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('packed, at any byte gives what can be unpacked of it, and says so', async () => {
    // Blocks as k6's writer leaves them, so that a cut has something before it.
    const lines = Array.from({ length: 400 }, (_, i) => rowLine({ id: String(i), end_ms: (i * 7919) % 1009 }));
    const packed = gzipSync(file(...lines), { level: 1 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), async (length) => {
        const cut = packed.subarray(0, length);
        const held = length < 18 ? '' : gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
        const result = await readContent(cut);
        expect(result.rows).toBe(rowsIn(held));
        expect(result.truncated).toMatchObject([{ file: 'r.json', why: 'the packed file ends before its end mark' }]);
      }),
      { numRuns: 150 },
    );
  });

  it('is told by its line', async () => {
    const { truncated } = await readContent(three.slice(0, -20));
    expect(truncated).toEqual([{ file: 'r.json', line: 8, why: 'the last line is not complete' }]);
  });
});

describe('what cannot be read', () => {
  it('a line between good ones is counted and told by its place', async () => {
    const { badLines, rows } = await readContent(file(rowLine(), 'Killed', rowLine()));
    expect(rows).toBe(2);
    expect(badLines).toEqual({
      count: 1,
      first: [{ file: 'r.json', line: 2, why: "no line of k6's JSON output: `Killed`" }],
    });
  });

  it('half a line with the next run behind it, too', async () => {
    const { badLines, rows } = await readContent(`${file(rowLine())}{"metric":"llm_sta${file(rowLine(), rowLine())}`);
    expect({ rows, line: badLines.first[0]?.line, count: badLines.count }).toEqual({ rows: 2, line: 2, count: 1 });
  });

  it('rows are counted apart: their exchanges were, and nothing else is known', async () => {
    const bad = pointLine('llm_requests', 1, { phase: 'measured' }, { row: '{"v":1}' });
    const none = pointLine('llm_requests', 1, { phase: 'measured' });
    const { badRows, rows, badLines } = await readContent(file(bad, rowLine(), none));
    expect({ rows, badLines: badLines.count }).toEqual({ rows: 1, badLines: 0 });
    expect(badRows).toMatchObject({
      count: 2,
      first: [
        { line: 1, why: expect.stringContaining("the row's id is missing") },
        { line: 3, why: expect.stringContaining('the point has no row') },
      ],
    });
  });

  it('of many only the first are kept', async () => {
    const { badLines } = await readContent(file(rowLine(), ...Array.from({ length: 1000 }, () => 'x')));
    expect(badLines.count).toBe(1000);
    expect(badLines.first.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('what is refused, with file and line', () => {
  const refused = async (content: string | Buffer, says: string): Promise<void> => {
    const error: unknown = await readContent(content).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(says) });
  };

  it('a file of another kind', async () => {
    await refused('model,cost\ngpt-4o,2\n', "r.json:1 is no line of k6's JSON output: `model,cost`");
    await refused('hello', "r.json:1 is no line of k6's JSON output: `hello`");
    await refused('{"metrics":{}}\n', "r.json:1 is no line of k6's JSON output");
  });

  it('bytes that are no text are not put onto the screen', async () => {
    await refused('\u001b[2J\u0000é\n', 'output: `?[2J???`;');
  });

  it('an empty file, plain or packed', async () => {
    await refused('', 'r.json:1 is empty: k6 wrote nothing into it');
    await refused(gzipSync(''), 'r.json:1 is empty');
    await refused('\n\n', 'r.json:2 is empty');
  });

  it('a packed file that is damaged in its middle', async () => {
    const packed = gzipSync(file(...Array.from({ length: 400 }, (_, i) => rowLine({ id: String(i) }))));
    packed.fill(0xff, packed.length / 2, packed.length / 2 + 40);
    const error: unknown = await readContent(packed).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^r\.json:\d+ is damaged: gzip cannot unpack what follows;/),
    });
  });

  it('a file that is not there, and a folder that holds no results', async () => {
    const folder = tempFolder();
    mkdirSync(path.join(folder, 'runs/one'), { recursive: true });
    const message = async (given: string[]): Promise<string> =>
      read(given, folder).then(
        () => 'read',
        (error: Error) => error.message,
      );
    expect(await message(['none.json'])).toContain('none.json: no such file or folder; accepted is a results.json');
    expect(await message(['runs'])).toContain(
      'runs: holds no results.json.gz and no results.json; accepted is the folder',
    );
    writeFileSync(path.join(folder, 'runs/one/results.json.gz'), '');
    expect(await message(['runs'])).toContain('and 1 folder that does; name the one that you mean: runs/one');
    expect(await message(['-'])).toContain('-: there is no standard input');
  });

  it('an error of the caller is not taken for one of the file', async () => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'r.json'), three);
    const onRow = (): void => {
      throw new TypeError('a bug');
    };
    await expect(readResults(['r.json'], { cwd: folder, stdin: {} }, { onRow })).rejects.toThrow(TypeError);
  });
});
