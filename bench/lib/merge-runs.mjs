import { median } from './statistics.mjs';

/** Several runs of one bench → the median of each figure, cell and point, and how far the figures of the runs lie apart. */
export function mergeRuns(runs) {
  const last = runs.at(-1);
  const loads = runs.map(({ loadBefore }) => loadBefore);
  const stolen = runs.map(({ stolenPercent }) => stolenPercent ?? 0);
  const { name, about, simulated, at, machine, versions, tables, charts } = last;
  return {
    ...{ name, about, date: at.slice(0, 10), at, runs: runs.length },
    ...(simulated && { simulated: true }),
    ...{
      machine,
      versions,
      load: { least: Math.min(...loads), most: Math.max(...loads), stolenPercent: Math.max(...stolen) },
    },
    figures: last.figures.map((figure) => mergeFigure(figure, runs)),
    ...(tables && { tables: tables.map((table) => mergeTable(table, runs)) }),
    ...(charts && { charts: charts.map((chart) => mergeChart(chart, runs)) }),
  };
}

function mergeFigure({ figure, unit, limit, atLeast, margin, note }, runs) {
  const values = runs.flatMap((run) => run.figures.filter((one) => one.figure === figure).map(({ value }) => value));
  const goal = { limit, atLeast, margin, note };
  return { figure, unit, ...goal, value: median(values), least: Math.min(...values), most: Math.max(...values) };
}

function mergeTable(table, runs) {
  const same = runs.flatMap(({ tables = [] }) => tables.filter(({ title }) => title === table.title));
  const rows = table.rows.map((row) => {
    const likes = same.flatMap((one) => one.rows.filter(({ label }) => label === row.label));
    return {
      label: row.label,
      cells: row.cells.map((_, column) => mergeCell(likes.map(({ cells }) => cells[column]))),
    };
  });
  return { ...table, rows };
}

/** A number, a list of them, or a text, of which every different one is told. */
function mergeCell(cells) {
  const there = cells.filter((cell) => cell !== undefined && cell !== null);
  const last = there.at(-1);
  if (typeof last === 'number') return median(there);
  if (Array.isArray(last)) return last.map((_, i) => mergeCell(there.map((cell) => cell[i])));
  return last === undefined ? undefined : [...new Set(there)].sort().join(', ');
}

function mergeChart(chart, runs) {
  const same = runs.flatMap(({ charts = [] }) => charts.filter(({ file }) => file === chart.file));
  const series = chart.series.map(({ name, points }) => {
    const likes = same.flatMap((one) =>
      one.series.filter((other) => other.name === name).flatMap((other) => other.points),
    );
    return { name, points: points.map(([x]) => [x, median(likes.filter(([at]) => at === x).map(([, y]) => y))]) };
  });
  return { ...chart, series };
}
