import { goalOf, isMissed, shown } from './shown.mjs';

/** The record as a page for people. */
export function accuracyPage({ date, machine, benches }) {
  const { cpu, cores, memoryGb, kernel, pinned } = machine;
  return `# How exact and how cheap it is

<!-- Written by \`npm run bench:record\`; bench/README.md says how each figure is taken. -->

Measured on ${date}: ${cores} cores of ${cpu}, ${memoryGb} GB, Linux ${kernel}${pinned ? ', k6 pinned to one core and the server to the other' : ', not pinned'}. Each figure is the median of its runs, with the least and the most beside it. The machine is a virtual one that others share: ratios, whose two sides were taken one after the other, are worth more than microseconds. A p99 of fewer than 662 requests (n) is a hint, no more: requests in which the server was late are left out, and a busy machine makes many of them.

${benches.map(section).join('\n\n')}

## What is not covered
- TLS, HTTP/2, the \`open\` transport, frames of several tokens, gaps and total time: only times to first token over HTTP/1.1 without TLS.
- Loads above 1,000 streams, and the synchronised wave in which all streams start at once.
- Other load tools beside this one, and the cost of reading results afterwards.
- A network: all goes over the loopback device, whose way there and back is part of each error.
`;
}

function section({ name, about, runs, load, simulated, figures }) {
  const loads = load.least === load.most ? load.most : `${load.least}–${load.most}`;
  const loaded = load.most > 0.5 ? ' Something else was running: these figures are worse than the machine is.' : '';
  const how = simulated
    ? 'Seeded simulation: the machine has no part in it.'
    : `${runs} run${runs === 1 ? '' : 's'}, 1-minute load before: ${loads}.${loaded}`;
  return `## ${about}

\`node bench/${name}.mjs\`. ${how}

| figure | goal | result | least–most | |
| --- | --- | --- | --- | --- |
${figures.map(row).join('\n')}`;
}

function row(one) {
  const { figure, unit, note = '', value, least, most } = one;
  const goal = goalOf(one) === undefined ? '' : `${goalOf(one)} ${unit}`;
  const missed = isMissed(one) ? ' **missed**' : '';
  return `| ${figure} | ${goal} | ${shown(value)} ${unit}${missed} | ${shown(least)}–${shown(most)} | ${note} |`;
}
