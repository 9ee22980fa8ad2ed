import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { environment, root } from './root.mjs';

const extension = path.join(root, 'extension');
const run = promisify(execFile);

/** `go test` over the extension, with the race detector where there is a C compiler for it. */
export async function goTests() {
  const compiler = await cCompiler();
  if (compiler === undefined)
    console.log('no C compiler: these tests run without the race detector (CI must have one)');
  const args = ['test', '-json', ...(compiler === undefined ? [] : ['-race']), '-timeout', '5m', './...'];
  // Without a compiler cgo must be off, or packages that could use it do not build.
  const env = { ...environment, CGO_ENABLED: compiler === undefined ? '0' : '1' };
  const child = spawn('go', args, { cwd: extension, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`go: ${error.message}; Go 1.25 or newer is needed`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
  const tally = createTally();
  for await (const line of createInterface({ input: child.stdout })) tally.read(line);
  const code = await ended;
  const counted = tally.count();
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** The compiler that cgo would call, if it can be called. */
async function cCompiler() {
  try {
    const { stdout } = await run('go', ['env', 'CC'], { cwd: extension });
    const [program] = stdout.trim().split(' ');
    await run(program, ['--version']);
    return program;
  } catch {
    return undefined;
  }
}

/** Reads `go test -json`: shows each package's result and the output of what failed, counts tests without children. */
function createTally() {
  const results = new Map();
  const output = new Map();
  return {
    read(line) {
      let event;
      try {
        event = JSON.parse(line);
      } catch {
        console.log(line);
        return;
      }
      const key = `${event.Package ?? event.ImportPath}\0${event.Test ?? ''}`;
      if (event.Action === 'output' || event.Action === 'build-output') {
        output.set(key, (output.get(key) ?? '') + event.Output);
        return;
      }
      if (!['pass', 'fail', 'skip', 'build-fail'].includes(event.Action)) return;
      if (event.Action.endsWith('fail')) process.stdout.write(output.get(key) ?? '');
      output.delete(key);
      if (event.Test !== undefined) results.set(key, event.Action);
      else if (event.Package !== undefined)
        console.log(`${event.Action.padEnd(4)}  ${event.Package}  ${event.Elapsed ?? 0} s`);
    },
    count() {
      // `TestA/one/two` has two parents, also where `one/two` is a single name with a slash in it.
      const parents = new Set(
        [...results.keys()].flatMap((key) => {
          const names = key.slice(key.indexOf('\0')).split('/');
          return names.slice(1).map((_, i) => key.slice(0, key.indexOf('\0')) + names.slice(0, i + 1).join('/'));
        }),
      );
      const leaves = [...results].filter(([key]) => !parents.has(key));
      const of = (action) => leaves.filter(([, found]) => found === action).map(([key]) => key.replace('\0', ' '));
      const failures = of('fail');
      return { passed: of('pass').length, failed: failures.length, skipped: of('skip').length, failures };
    },
  };
}
