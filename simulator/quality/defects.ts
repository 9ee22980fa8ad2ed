/** The ways in which an answer can be bad though it arrives whole. */
export const defectNames = ['truncated', 'empty', 'repeated', 'refused', 'schema-broken', 'wrong'] as const;

export type DefectName = (typeof defectNames)[number];

/** How often answers have one. */
export interface DefectRate {
  name: DefectName;
  /** Share at any load. */
  base: number;
  /** Added for each unit of load (taken slots over slots) above the knee. */
  slope: number;
}

const number = '\\d*\\.?\\d+';
const shape = new RegExp(`^([a-z-]+):(${number})(?:\\+(${number}))?$`);

function parseOne(text: string): DefectRate {
  const match = shape.exec(text);
  if (match === null) {
    throw new Error(`defect ${JSON.stringify(text)} is not of the form name:share or name:share+slope`);
  }
  const [, given, base, slope] = match;
  const name = defectNames.find((one) => one === given);
  if (name === undefined) {
    throw new Error(`unknown defect ${JSON.stringify(given)}: known are ${defectNames.join(', ')}`);
  }
  return { name, base: Number(base), slope: Number(slope ?? 0) };
}

/** The share at that load, which is taken slots over slots. */
export function shareAt({ base, slope }: DefectRate, load: number, knee: number): number {
  return base + slope * Math.max(0, load - knee);
}

/** Reads `wrong:0.01+0.3,empty:0.02`; an empty text is none. */
export function parseDefects(text: string, knee: number): DefectRate[] {
  if (text.trim() === '') return [];
  const rates = text.split(',').map((one) => parseOne(one.trim()));
  const repeated = rates.find((rate, index) => rates.findIndex(({ name }) => name === rate.name) < index);
  if (repeated !== undefined) throw new Error(`defect ${repeated.name} is given twice`);
  if (rates.reduce((sum, rate) => sum + shareAt(rate, 1, knee), 0) > 1 + 1e-9) {
    throw new Error(`defects ${JSON.stringify(text)}: with every slot taken the shares add up to more than 1`);
  }
  return rates;
}
