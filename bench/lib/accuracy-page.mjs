import { cellOf, goalOf, isMissed, shown } from './shown.mjs';
import { whatRemains } from './what-remains.mjs';

/** The record as a page for people. */
export function accuracyPage({ benches }) {
  return `# How exact and how cheap it is

<!-- Written by \`npm run bench:record\`; bench/README.md says how each figure is taken. -->

${machines(benches)} Each figure is the median of its runs, with the least and the most beside it. The machine is a virtual one that others share: ratios, whose two sides were taken one after the other, are worth more than microseconds. A p99 of fewer than 662 requests (n) is a hint, no more: requests in which the server was late are left out, and a busy machine makes many of them.

${goals(benches)}

${benches.map(section).join('\n\n')}

## What is not covered
- A network: all goes over the loopback device, whose way there and back is part of each error.
- Machines of more than two cores, and load from several machines at once.
- Protocols other than OpenAI's chat completions: their frames cost about the same, and were not measured here.
`;
}

/** The machine of most benches, once; a bench of another one says so itself. */
function machines(benches) {
  const { machine, versions, date } = newest(benches);
  const { cpu, cores, memoryGb, kernel, pinned } = machine;
  const where = `${cores} cores of ${cpu}, ${memoryGb} GB, Linux ${kernel}`;
  const how = pinned ? 'k6 pinned to one core and the server to the other' : 'not pinned';
  return `Measured up to ${date}: ${where}, ${how}${versions ? `; ${versionsOf(versions)}` : ''}.`;
}

const newest = (benches) => benches.reduce((last, one) => (one.at >= last.at ? one : last));

const versionsOf = (versions) =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');

function goals(benches) {
  const judged = benches.flatMap(({ name, about, figures }) =>
    figures.filter((one) => goalOf(one) !== undefined).map((one) => ({ name, about, ...one })),
  );
  const missed = judged.filter(isMissed);
  const kept = `**${judged.length - missed.length} of ${judged.length} goals are kept.**`;
  if (missed.length === 0) return kept;
  return `${kept} Missed:
${missed.map((one) => `- ${one.about}: ${one.figure}, ${withUnit(one)} (goal ${goalOf(one)} ${one.unit})${remains(one)}`).join('\n')}`;
}

const remains = ({ name }) => (whatRemains[name] === undefined ? '' : `. What remains: ${whatRemains[name]}.`);

/** The bench before leaves a load of about one behind it. */
const mostLoad = 1.5;
const mostStolen = 5;

function section({ name, about, date, runs, load, simulated, versions, figures, tables = [], charts = [] }) {
  const loads = load.least === load.most ? load.most : `${load.least}–${load.most}`;
  const { stolenPercent: stolen = 0 } = load;
  const taken = stolen >= 1 ? `, and the hypervisor took ${shown(stolen)} % of the CPU` : '';
  const isBusy = load.most > mostLoad || stolen > mostStolen;
  const busy = isBusy ? ' Something else was running: these figures are worse than the machine is.' : '';
  const how = simulated
    ? 'Seeded simulation: the machine has no part in it.'
    : `${runs} run${runs === 1 ? '' : 's'}, 1-minute load before: ${loads}${taken}.${busy}`;
  const what = versions ? ` of ${versions['k6-llm']}` : '';
  const pictures = charts.map(({ file, title }) => `![${title}](accuracy/${file}.svg)\n\n`).join('');
  return `## ${about}

\`node bench/${name}.mjs\`${what}, ${date}. ${how}

${pictures}| figure | goal | result | least–most | |
| --- | --- | --- | --- | --- |
${figures.map(row).join('\n')}${tables.map(table).join('')}`;
}

function row(one) {
  const { figure, unit, note = '', least, most } = one;
  const goal = goalOf(one) === undefined ? '' : `${goalOf(one)} ${unit}`;
  const missed = isMissed(one) ? ' **missed**' : '';
  return `| ${figure} | ${goal} | ${withUnit(one)}${missed} | ${shown(least)}–${shown(most)} | ${note} |`;
}

const withUnit = ({ value, unit }) => `${shown(value)} ${unit}`;

function table({ title, note = '', columns, rows }) {
  const lines = rows.map(({ label, cells }) => `| ${[label, ...cells.map(cellOf)].join(' | ')} |`);
  return `

### ${title}
${note && `\n${note}\n`}
| ${columns.join(' | ')} |
|${' --- |'.repeat(columns.length)}
${lines.join('\n')}`;
}
