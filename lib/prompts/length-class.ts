/** How long the built-in prompts of each class are: estimated input tokens. */
export const lengthClasses = {
  tiny: 10,
  short: 40,
  medium: 200,
  long: 1000,
  very_long: 4000,
} as const;

export type LengthClass = keyof typeof lengthClasses;

/** From the shortest to the longest. */
export const lengthClassNames = Object.keys(lengthClasses) as LengthClass[];
