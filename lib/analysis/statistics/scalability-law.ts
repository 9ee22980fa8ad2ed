/** Gunther's universal scalability law (1993): X(N) = γN ÷ (1 + α(N − 1) + βN(N − 1)). */
export interface ScalabilityLaw {
  /** Throughput of one user alone. */
  gamma: number;
  /** Contention: the share that must be done one after another. */
  alpha: number;
  /** Coherency: what each pair of users costs. Above 0 there is a peak. */
  beta: number;
}

export interface Throughput {
  users: number;
  perSecond: number;
}

export function throughputAt({ gamma, alpha, beta }: ScalabilityLaw, users: number): number {
  return (gamma * users) / (1 + alpha * (users - 1) + beta * users * (users - 1));
}

/** Users at which throughput is greatest; infinite where it never falls. */
export function peakOf({ alpha, beta }: ScalabilityLaw): number {
  return beta > 0 ? Math.max(1, Math.sqrt(Math.max(0, 1 - alpha) / beta)) : Number.POSITIVE_INFINITY;
}

/**
 * Users ÷ throughput is linear in 1, N − 1 and N(N − 1); least squares of its relative errors, none of the three below
 * 0 (the best of the corners that hold). Undefined where the points do not tell the three apart.
 */
export function fitScalabilityLaw(points: readonly Throughput[]): ScalabilityLaw | undefined {
  const rows = points.map(({ users, perSecond }) => {
    const y = users / perSecond;
    // Divided by y, so that each point counts by its relative error.
    return [1 / y, (users - 1) / y, (users * (users - 1)) / y];
  });
  let best: { coefficients: number[]; error: number } | undefined;
  for (const free of [[0, 1, 2], [0, 1], [0, 2], [0]]) {
    const coefficients = solve(rows, free);
    if (coefficients === undefined || coefficients.some((value) => value < 0)) continue;
    const error = rows.reduce(
      (sum, row) => sum + (1 - row.reduce((s, x, i) => s + x * (coefficients[i] as number), 0)) ** 2,
      0,
    );
    if (best === undefined || error < best.error) best = { coefficients, error };
  }
  const [base, contention, coherency] = best?.coefficients ?? [];
  if (!base || contention === undefined || coherency === undefined) return undefined;
  return { gamma: 1 / base, alpha: contention / base, beta: coherency / base };
}

/** Least squares of rows · c = 1 over the free columns, the others 0: normal equations, Gauss's elimination. */
function solve(rows: number[][], free: number[]): number[] | undefined {
  // Columns differ by the square of the users in size: scaled to one, or their digits are lost.
  const scale = free.map((i) => Math.sqrt(rows.reduce((sum, row) => sum + (row[i] as number) ** 2, 0)) || 1);
  const at = (row: number[], i: number): number => (row[free[i] as number] as number) / (scale[i] as number);
  const matrix = free.map((_, i) => [
    ...free.map((__, j) => rows.reduce((sum, row) => sum + at(row, i) * at(row, j), 0)),
    rows.reduce((sum, row) => sum + at(row, i), 0),
  ]);
  for (let i = 0; i < free.length; i++) {
    const pivotRow = matrix[i] as number[];
    const pivot = pivotRow[i] as number;
    if (Math.abs(pivot) < 1e-10) return undefined;
    for (let j = 0; j < free.length; j++) {
      if (j === i) continue;
      const row = matrix[j] as number[];
      const factor = (row[i] as number) / pivot;
      for (let k = i; k <= free.length; k++) row[k] = (row[k] as number) - factor * (pivotRow[k] as number);
    }
  }
  const coefficients = [0, 0, 0];
  free.forEach((column, i) => {
    const row = matrix[i] as number[];
    coefficients[column] = (row[free.length] as number) / (row[i] as number) / (scale[i] as number);
  });
  return coefficients;
}
