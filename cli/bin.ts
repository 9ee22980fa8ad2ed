import { run } from './run.ts';

const { argv, env, stdin, stdout, stderr } = process;
process.exitCode = await run({ argv: argv.slice(2), env, cwd: process.cwd(), stdin, stdout, stderr, signals: process });
