/** Why a run ended itself before its plan. The order is the code in the extension's shared state: append only. */
export const stopReasons = ['auth', 'quota', 'budget', 'saturation', 'daily'] as const;

export type StopReason = (typeof stopReasons)[number];
